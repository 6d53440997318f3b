/** Pages of a card that are in a frame of another page of it: in a frameset, or in an inner frame. */
import type { Card, PageNamed } from './card.js';
import type { PageElement } from './dom.js';
import type { Page } from './page.js';
import { nameOf } from './walk/exchange.js';

/**
 * Inner pages: those that a frame loads, and those to which they lead or that a link opens in such a frame. A page that
 * the card shows without one as well is none.
 */
export function innerPages(card: Card, named: PageNamed = namedByAddress(card)): Set<Page> {
  const framed = new Set<Page>();
  const frames = new Set<string>();
  for (const page of card.pages)
    for (const frame of page.all('iframe[src], frame[src]')) {
      const name = frame.getAttribute('name');
      if (name) frames.add(name);
      const inner = named(frame.getAttribute('src')!, page);
      if (inner && inner !== page) framed.add(inner);
    }
  if (!framed.size) return framed;
  const outer = new Set(card.pages.filter(({ isFirst }) => isFirst));
  const leads = (page: Page, isInner: boolean): Page[] =>
    linksOf(page).flatMap(({ address, target }) => {
      const isNamed = frames.has(target);
      const stays = target === '' || /^_self$/i.test(target) ? !isInner : /^_(top|parent)$/i.test(target);
      const other = (isInner ? isNamed || !stays : isNamed) && named(address, page);
      return other ? [other] : [];
    });
  const queue = [...framed];
  for (const page of card.pages)
    if (!framed.has(page)) queue.push(...leads(page, false).filter((next) => !outer.has(next)));
  const inner = new Set<Page>();
  for (let page = queue.pop(); page; page = queue.pop()) {
    if (inner.has(page) || outer.has(page)) continue;
    inner.add(page);
    queue.push(...leads(page, true));
  }
  return inner;
}

function linksOf(page: Page): { address: string; target: string }[] {
  const base = page.all('base[target]')[0]?.getAttribute('target') ?? '';
  const of = (element: PageElement, attribute: string) => {
    const address = element.getAttribute(attribute);
    return address === null ? [] : [{ address, target: element.getAttribute('target') ?? base }];
  };
  return [
    ...page.all('a[href]').flatMap((element) => of(element, 'href')),
    ...page.all('area[href]').flatMap((element) => of(element, 'href')),
    ...page.all('form[action]').flatMap((element) => of(element, 'action')),
  ];
}

/** Of pages that were fetched. */
function namedByAddress(card: Card): PageNamed {
  const pages = new Map(card.pages.map((page) => [page.source.name, page]));
  return (address, { exchange }) =>
    exchange && URL.canParse(address, exchange.address.href)
      ? pages.get(nameOf(new URL(address, exchange.address.href), card.param))
      : undefined;
}
