/** The scripts that a card's pages load from its own origin, with what they import; and the runtime, wherever it is. */
import { RUNTIME_FILE } from '../../../shared/runtime-elements.js';
import { isRuntime } from '../../../shared/runtime-script.js';
import type { Card } from '../card.js';
import { parseScript, type Script } from '../script.js';
import type { Asker } from './asker.js';
import { textOf } from './charset.js';
import { type Exchange, withoutPassword } from './exchange.js';
import { baseOf } from './next.js';
import { workThrough } from './pool.js';
import { blockedType, MAX_REDIRECTS } from './request.js';

export interface Wanted {
  address: URL;
  from: string;
  /** The page or script that asks for it. */
  referrer: URL;
  isModule: boolean;
}

/** Fetches them, and hangs them into the card's pages. @param may whether an address may be asked for. */
export async function fetchScripts(
  card: Card,
  ask: Asker,
  atOnce: number,
  may: (wanted: Wanted) => boolean,
): Promise<void> {
  const texts = new Map<string, string>();
  const scripts = new Map<string, Script>();
  const seen = new Set<string>();
  const queue: Wanted[] = [];
  const want = (wanted: Wanted) => {
    wanted.address = withoutPassword(wanted.address);
    const { href, origin, pathname, protocol } = wanted.address;
    if (seen.has(href) || !/^https?:$/.test(protocol)) return;
    if (origin !== card.origin && !RUNTIME_FILE.test(pathname)) return;
    seen.add(href);
    queue.push(wanted);
  };
  for (const page of card.pages) {
    const { scripts: elements, exchange, source } = page;
    const { address } = exchange!;
    const base = baseOf(page, address);
    for (const { src, script, element } of elements) {
      const isModule = /^module$/i.test(element.getAttribute('type')?.trim() ?? '');
      const names = src === undefined ? (script?.specifiers.filter(isAddress) ?? []) : [src];
      for (const name of names)
        if (URL.canParse(name, base))
          want({
            address: new URL(name, base),
            from: source.name,
            referrer: address,
            isModule: isModule || src === undefined,
          });
    }
  }

  /** The answer behind the redirects, as that of the first address. */
  async function load(wanted: Wanted): Promise<Exchange | undefined> {
    const { address, from, referrer } = wanted;
    let at = address;
    for (let redirects = 0; ; redirects++) {
      if (!may({ ...wanted, address: at })) return undefined;
      const exchange = await ask({ address: at, asked: 'script', isEntry: false, from, referrer });
      if (!exchange.location) return { ...exchange, address, ...blockedBy(exchange, wanted) };
      if (redirects === MAX_REDIRECTS) return { ...exchange, address, failure: 'redirects without end' };
      at = withoutPassword(exchange.location);
    }
  }

  await workThrough(queue, atOnce, async (wanted) => {
    const { address } = wanted;
    const exchange = await load(wanted);
    if (exchange) card.exchanges.push(exchange);
    if (!exchange?.body || exchange.failure !== undefined) return;
    const text = textOf(exchange.body, exchange.headers.get('content-type'));
    delete exchange.body;
    texts.set(address.href, text);
    if (isRuntime(text)) return;
    const script = parseScript({ name: address.href, text }, text);
    scripts.set(address.href, script);
    for (const name of script.specifiers.filter(isAddress))
      if (URL.canParse(name, address.href))
        want({ address: new URL(name, address.href), from: address.href, referrer: address, isModule: true });
  });

  link(card, texts, scripts);
}

function blockedBy({ body, headers }: Exchange, { isModule }: Wanted): { failure?: string } {
  const failure = body && blockedType(headers, isModule);
  return failure === undefined ? {} : { failure };
}

function isAddress(specifier: string): boolean {
  return /^(\.{0,2}\/|https?:)/.test(specifier);
}

function link(card: Card, texts: Map<string, string>, scripts: Map<string, Script>): void {
  const at = (name: string, base: string) =>
    URL.canParse(name, base) ? withoutPassword(new URL(name, base)).href : '';
  const importing = (script: Script, base: string) => {
    for (const name of script.specifiers) {
      const found = scripts.get(at(name, base));
      if (found) script.imports.set(name, found);
    }
  };
  for (const script of scripts.values()) importing(script, script.source.name);
  for (const page of card.pages) {
    const base = baseOf(page, page.exchange!.address);
    for (const element of page.scripts) {
      if (element.script) importing(element.script, base);
      if (element.src === undefined) continue;
      const href = at(element.src, base);
      const text = texts.get(href);
      if (text !== undefined && isRuntime(text)) element.runtime = { text: text.trim() };
      else if (text === undefined && RUNTIME_FILE.test(element.src)) element.runtime = {};
      else if (scripts.has(href)) element.script = scripts.get(href)!;
    }
    card.scripts.push(
      ...page.scripts.flatMap(({ script, src }) => (script && src === undefined ? [script] : [])),
      ...page.handlers,
    );
  }
  card.scripts.push(...scripts.values());
}
