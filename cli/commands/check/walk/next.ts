/** Where a page leads: the addresses that a browser would ask for, with what the runtime carries. Pure. */

import { take } from '../../../../runtime/query.js';
import { refreshTarget } from '../addresses.js';
import type { PageElement } from '../dom.js';
import type { Page } from '../page.js';
import { fieldsOf } from './fields.js';

export interface Carrying {
  /** The runtime's parameter, and its value. */
  param: string;
  value: string;
}

export interface Next {
  address: URL;
  /** What leads there: a link, a form, a frame, a meta element; absent: the answer's `Refresh` header. */
  element?: PageElement;
}

/**
 * Addresses of the page's origin that its links, GET forms, frames and refreshes load within the card.
 *
 * @param frames names of the card's own frames, which links and forms may lead to.
 */
export function nextAddresses(page: Page, address: URL, carrying: Carrying, frames: ReadonlySet<string>): Next[] {
  const base = baseOf(page, address);
  const kept = page.scripts
    .flatMap(({ element }) => (element.getAttribute('data-ld-keep') ?? '').split(/\s+/))
    .filter(Boolean);
  const found: Next[] = [];
  const add = (href: string | null, element?: PageElement, query?: string) => {
    if (href === null || !URL.canParse(href.trim(), base)) return;
    const target = new URL(href.trim(), base);
    if (target.origin !== address.origin || isFragment(href, target, address)) return;
    target.hash = '';
    if (query !== undefined) target.search = query;
    for (const name of kept) {
      const [, ours] = take(address.search, name);
      const [, theirs] = take(target.search, name);
      if (!theirs) target.search = append(target.search, ours);
    }
    target.search = append(
      take(target.search, carrying.param)[0],
      `${carrying.param}=${encodeURIComponent(carrying.value)}`,
    );
    found.push({ address: target, ...(element && { element }) });
  };
  const baseTarget = page.all('base[target]')[0]?.getAttribute('target') ?? '';
  const staysInCard = (element: PageElement) => {
    const target = element.getAttribute('target') ?? baseTarget;
    return /^(_self)?$/i.test(target) || frames.has(target);
  };
  for (const link of page.all('a[href], area[href]')) {
    if (staysInCard(link)) add(link.getAttribute('href'), link);
  }
  for (const form of page.all('form')) {
    const isGet = !/^(post|dialog)$/i.test(form.getAttribute('method') ?? '');
    if (isGet && staysInCard(form)) add(form.getAttribute('action') || address.href, form, queryOf(page, form));
  }
  for (const frame of page.all('iframe[src], frame[src]')) add(frame.getAttribute('src'), frame);
  for (const meta of page.all('meta[http-equiv]')) {
    if (/^refresh$/i.test(meta.getAttribute('http-equiv')!))
      add(refreshTarget(meta.getAttribute('content') ?? '') ?? null, meta);
  }
  add(refreshTarget(page.exchange?.headers.get('refresh') ?? '') ?? null);
  return found;
}

function append(query: string, parameters: string): string {
  return query && parameters ? `${query}&${parameters}` : query || parameters;
}

/** The address that those of a page are relative to (HTML, "document base URL"). */
export function baseOf(page: Page, address: URL): string {
  const href = page.all('base[href]')[0]?.getAttribute('href')?.trim() ?? '';
  return URL.canParse(href, address.href) ? new URL(href, address.href).href : address.href;
}

/** Names of the frames that a page has. */
export function framesOf(page: Page): string[] {
  return page.all('iframe[name], frame[name]').map((frame) => frame.getAttribute('name')!);
}

/** HTML, "navigate": what adds no more than a fragment loads nothing. */
function isFragment(href: string, target: URL, address: URL): boolean {
  return href.includes('#') && target.href.split('#')[0] === address.href.split('#')[0];
}

/** HTML, "constructing the entry list": what the form sends as it stands in the page. */
function queryOf(page: Page, form: PageElement): string {
  const fields = new URLSearchParams();
  for (const field of fieldsOf(page, form)) {
    const name = field.getAttribute('name');
    if (!name || field.hasAttribute('disabled')) continue;
    if (field.localName === 'input') {
      const type = (field.getAttribute('type') ?? 'text').toLowerCase();
      if (/^(submit|button|image|reset|file)$/.test(type)) continue;
      const isChoice = /^(checkbox|radio)$/.test(type);
      if (isChoice && !field.hasAttribute('checked')) continue;
      fields.append(name, field.getAttribute('value') ?? (isChoice ? 'on' : ''));
    } else if (field.localName === 'textarea') {
      fields.append(name, field.textContent ?? '');
    } else if (field.localName === 'select') {
      const options = [...field.querySelectorAll('option')].filter((option) => !option.hasAttribute('disabled'));
      const chosen = options.filter((option) => option.hasAttribute('selected'));
      const sent = field.hasAttribute('multiple') ? chosen : [chosen.at(-1) ?? options[0]];
      for (const option of sent)
        if (option) fields.append(name, option.getAttribute('value') ?? option.textContent!.trim());
    }
  }
  return fields.toString();
}
