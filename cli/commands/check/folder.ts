/** A card that is a folder: its pages and scripts, and how they hang together. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { decode } from '../../shared/encoding.js';
import { UserError } from '../../shared/errors.js';
import { readBytes, unreadable } from '../../shared/files.js';
import { isPageName } from '../../shared/html/templating.js';
import { RUNTIME_FILE } from '../../shared/runtime-elements.js';
import { isRuntime } from '../../shared/runtime-script.js';
import { type Card, isShown } from './card.js';
import { declaredHeaders, mayDeclareHeaders } from './headers.js';
import { linkParts } from './includes.js';
import { isComponentName, type Page, parsePage } from './page.js';
import { namesRuntime } from './runtime-in-page.js';
import { parseScript, type Script } from './script.js';

/** Folders of others' files, of tests, of what a build has written. */
const SKIPPED =
  /^(\..*|node_modules|vendor|bower_components|dist|build|out|target|coverage|tests?|__tests__|spec|e2e|cypress)$/i;
const SCRIPT = /\.(m?[jt]sx?|cjs)$/i;
const NO_SCRIPT = /\.(min\.js|d\.[mc]?ts|(test|spec|config)\.\w+)$/i;

/** Whether a file or folder, by its name relative to the card's, is left out. */
export type Skip = (name: string, isFolder: boolean) => boolean;

/** Reads a card's folder. @param texts in the place of files' own. @throws UserError when there is nothing to check. */
export function readFolder(
  root: string,
  skip: Skip = () => false,
  texts: ReadonlyMap<string, string> = new Map(),
): Card {
  const read = (name: string) => texts.get(name) ?? textIn(root, name);
  const names = filesBelow(root, skip);
  const scripts = new Map<string, Script>();
  const runtimes = new Map<string, string>();
  let mentionsRuntime = false;
  for (const name of names.filter((file) => SCRIPT.test(file) && !NO_SCRIPT.test(file))) {
    const text = read(name);
    mentionsRuntime ||= namesRuntime(text);
    if (isRuntime(text)) runtimes.set(name, text.trim());
    else scripts.set(name, parseScript({ name, text }, text));
  }
  for (const script of scripts.values()) linkImports(script, scripts);

  const pages = names
    .filter((name) => isPageName(name) || isComponentName(name))
    .map((name) => parsePage({ name, text: read(name) }));
  if (!pages.length && !scripts.size)
    throw new UserError(
      `${root} has no pages and no scripts. Name the folder of a card, or the address of one that runs.`,
    );
  linkParts(pages);
  for (const page of pages) linkScripts(page, scripts, runtimes);
  mentionsRuntime ||= pages.some(
    ({ source, scripts: elements }) => namesRuntime(source.text) || elements.some(({ runtime }) => runtime),
  );
  const byName = new Map(pages.map((page) => [page.source.name, page]));
  markFirst(pages);
  const inPages = pages.flatMap((page) => [
    ...page.scripts.flatMap(({ script, src }) => (script && src === undefined ? [script] : [])),
    ...page.handlers,
  ]);
  return {
    pages,
    scripts: [...scripts.values(), ...inPages],
    exchanges: [],
    declared: names.filter(mayDeclareHeaders).flatMap((name) => declaredHeaders({ name, text: read(name) })),
    ...nextCommand(pages, names, read),
    mentionsRuntime,
    param: paramOf(pages),
    link: (part, from) => linkScripts(part, scripts, runtimes, from),
    named: (address, from) => byName.get(pageNamed(address, from.source.name, byName) ?? ''),
    reached: reachedFrom(pages, byName),
  };
}

/** Finds the scripts that a page's elements name, and those that its own scripts import. */
function linkScripts(
  { source, scripts: elements }: Page,
  scripts: Map<string, Script>,
  runtimes: Map<string, string>,
  from = source.name,
): void {
  for (const element of elements) {
    const { src, script } = element;
    if (script && src === undefined) linkImports(script, scripts);
    if (src === undefined) continue;
    const runtime = find(src, from, runtimes);
    const found = find(src, from, scripts);
    if (runtime !== undefined) element.runtime = { text: runtime };
    else if (found) element.script = found;
    else if (RUNTIME_FILE.test(src)) element.runtime = {};
  }
}

function linkImports(script: Script, scripts: Map<string, Script>): void {
  for (const specifier of script.specifiers) {
    const found = find(specifier, script.source.name, scripts);
    if (found) script.imports.set(specifier, found);
  }
}

/** What the files do not tell, where a server makes pages of them. */
function nextCommand(
  pages: readonly Page[],
  names: readonly string[],
  read: (name: string) => string,
): { next?: string } {
  const isMade = pages.some(
    ({ source, masked }) => masked !== source.text && !/\.(x?html?|vue|svelte|astro)$/i.test(source.name),
  );
  const hasStart = names.includes('package.json') && /"start"\s*:/.test(read('package.json'));
  if (!isMade && (pages.length || !hasStart)) return {};
  const check = 'create-leaddesk-card check';
  const run = names.some((name) => /\.php\d?$/i.test(name))
    ? `${check} --run "php -S localhost:8080" http://localhost:8080/`
    : hasStart
      ? `${check} --run "npm start" http://localhost:3000/`
      : `${check} http://localhost:8080/`;
  return {
    next: `A server makes these pages, so the files do not tell everything. Check the running card next: ${run}`,
  };
}

/** The name of the carrying parameter, if a page has another than the usual one. */
export function paramOf(pages: readonly Page[]): string {
  const elements = pages.flatMap((page) => page.all('script[data-ld-param]'));
  return elements[0]?.getAttribute('data-ld-param') || 'ld_referrer';
}

function filesBelow(root: string, skip: Skip): string[] {
  try {
    if (!statSync(root).isDirectory()) throw new UserError(`${root} is a file. Name the folder that it is in.`);
    return below(root, '', skip).sort();
  } catch (error) {
    throw unreadable(error, root);
  }
}

function below(root: string, folder: string, skip: Skip): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = folder ? `${folder}/${entry.name}` : entry.name;
    if (skip(name, entry.isDirectory())) return [];
    if (entry.isDirectory()) return SKIPPED.test(entry.name) ? [] : below(root, name, skip);
    return entry.isFile() ? [name] : [];
  });
}

function textIn(root: string, name: string): string {
  return decode(readBytes(path.join(root, name), name)).text;
}

/** What an address or import names in a page or script of the folder. */
function find<T>(specifier: string, from: string, files: Map<string, T>): T | undefined {
  const address = specifier.replace(/[?#].*/, '');
  if (!address || /^([a-z][a-z\d+.-]*:|\/\/)/i.test(address)) return undefined;
  const base = address.startsWith('/') ? address.slice(1) : path.posix.join(path.posix.dirname(from), address);
  const stem = base.replace(/\.(m?)js$/, '.$1ts');
  const names = [
    base,
    stem,
    `${base}.js`,
    `${base}.ts`,
    `${base}.tsx`,
    `${base}.mjs`,
    `${base}/index.js`,
    `${base}/index.ts`,
  ];
  // Web servers keep their pages in a separate folder.
  const found = [...names, ...names.map((name) => `public/${name}`)]
    .map((name) => path.posix.normalize(name))
    .find((name) => files.has(name));
  return found === undefined ? undefined : files.get(found);
}

function markFirst(pages: readonly Page[]): void {
  const whole = pages.filter(isShown);
  for (const page of pages)
    page.isFirst =
      whole.length === 1
        ? page === whole[0]
        : /^(public\/|views\/|src\/|pages\/)?(index|default|main)\.[\w.]+$/i.test(page.source.name);
}

/** Pages to which a link or form of the card leads. */
function reachedFrom(pages: readonly Page[], byName: Map<string, Page>): Set<string> {
  const reached = new Set<string>();
  for (const page of pages) {
    for (const element of page.all('a[href], area[href], form')) {
      const address = element.getAttribute(element.localName === 'form' ? 'action' : 'href');
      const target =
        address === null || address === '' ? page.source.name : pageNamed(address, page.source.name, byName);
      const stays = !/^_(blank|top|parent)$/i.test(element.getAttribute('target') ?? '');
      if (target !== undefined && stays && !/^\s*#/.test(address ?? '')) reached.add(target);
    }
  }
  return reached;
}

function pageNamed(address: string, from: string, pages: Map<string, Page>): string | undefined {
  const plain = address.replace(/[?#].*/, '');
  if (/^([a-z][a-z\d+.-]*:|\/\/)/i.test(plain)) return undefined;
  if (plain === '') return from;
  const joined = path.posix.normalize(
    plain.startsWith('/') ? plain.slice(1) : path.posix.join(path.posix.dirname(from), plain),
  );
  const name = joined === '.' || joined === './' ? '' : joined.replace(/\/?$/, plain.endsWith('/') ? '/' : '');
  return [name, `${name}index.html`, `${name}index.php`, `${name}.html`, `${name}/index.html`].find((candidate) =>
    pages.has(candidate),
  );
}
