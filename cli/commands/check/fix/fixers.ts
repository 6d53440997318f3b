/** What mends which finding; and why the others wait for a person. Pure. */
import type { Edit } from '../../../shared/text.js';
import { hostOf, isForeign } from '../addresses.js';
import { type Card, pagesOf } from '../card.js';
import type { Finding } from '../finding.js';
import { allPartsOf } from '../includes.js';
import { messagesOf } from '../messages.js';
import { navigationsOf } from '../navigations.js';
import type { Page } from '../page.js';
import { allowsInline, contentPolicies } from '../policies.js';
import { bringsRuntime } from '../runtime-in-page.js';
import { offsetOf, type Script } from '../script.js';
import { withStraightQuotes } from '../syntax/parse.js';
import { type Node, plain } from '../syntax/walk.js';
import { attributeEdit, type FileEdit, type Proposal, spotOf, tagAt, touchesTemplate } from './edit.js';
import { insertRuntime } from './runtime.js';
import { hasOwnLd, sendEdits } from './send.js';

/** `links`: links that leave the card as well. */
export type Scope = 'safe' | 'links';

type Fixer = (finding: Finding, card: Card, scope: Scope) => Proposal;

const FIXERS: Record<string, Fixer> = {
  'syntax-error': straightenQuotes,
  'no-runtime': (finding, card) => {
    const page = pageOf(finding, card);
    return page ? insertRuntime(page, card) : 'it is not known where its head is';
  },
  'referrer-target': sendInstead,
  'dead-target': sendInstead,
  'message-object': sendInstead,
  'wildcard-target': sendInstead,
  'script-navigation': wrapAddress,
  'no-referrer': useSameOrigin,
  'external-link': openInNewTab,
  'leaves-frame': stayInFrame,
};

/** Why no check of that id is mended. */
const WAITS: Record<string, string> = {
  'runtime-late': 'another place in the page may change what runs first',
  'runtime-versions': 'which of them is wanted has to be decided',
  'runtime-old': 'update it with: create-leaddesk-card inline --write <file>, or npm update create-leaddesk-card',
  'csp-blocks-script': 'a policy is changed where it is decided',
  'unknown-action': 'which action is meant is not known',
  'bad-params': 'which params are meant is not known',
  'unknown-event': 'which event is meant is not known',
  'idle-ends-call': 'what is to happen instead has to be decided',
  'mixed-content': 'whether it is there over https is not known',
  'frame-options': 'the server sets it',
  'frame-ancestors': 'the server sets it',
  cookie: 'the server sets it',
  'cookie-partition': 'the server sets it',
  'bad-setting': 'which value is meant is not known',
  'companion-missing': 'whether the page needs the companion has to be decided',
  'card-number': 'which fields belong together has to be decided',
};

/** What mends a finding. Edits that would touch what a template writes are none. */
export function proposalFor(finding: Finding, card: Card, scope: Scope): Proposal {
  const proposal =
    FIXERS[finding.id]?.(finding, card, scope) ?? WAITS[finding.id] ?? 'it needs a decision that a tool cannot make';
  if (typeof proposal === 'string') return proposal;
  const isTemplated = proposal.some((edit) => {
    const page = card.pages.find(({ source }) => source.name === edit.file);
    return page !== undefined && touchesTemplate(page, edit);
  });
  return isTemplated ? 'a template writes a part of it' : proposal;
}

function pageOf({ place }: Finding, card: Card): Page | undefined {
  return card.pages.find(({ source }) => source.name === place.file);
}

/** Edits of a script's text as edits of its file. */
function inFile(script: Script, card: Card, edits: Edit[] | string): Proposal {
  if (typeof edits === 'string') return edits;
  const hashed = whyHashed(script, card);
  if (hashed) return hashed;
  const spot = spotOf(script, card);
  if (!spot) return 'it stands in an attribute that is not written as it is read';
  return edits.map(
    ({ start, end, text }): FileEdit => ({
      file: script.source.name,
      start: spot.at(start),
      end: spot.at(end),
      text: spot.write(text),
    }),
  );
}

/** Why a script's text may not change: a page says by its hash which text it runs. */
function whyHashed(script: Script, card: Card): string | undefined {
  for (const page of pagesOf(script, card)) {
    const elements = page.scripts.filter((element) => element.script === script);
    if (elements.some(({ element, src }) => src !== undefined && element.hasAttribute('integrity')))
      return `${page.source.name} names the hash of it (integrity)`;
    if (script.source !== page.source) continue;
    const nonce = elements[0]?.element.getAttribute('nonce') ?? null;
    if (!contentPolicies(page).every((policy) => allowsInline(policy, `${script.text} `, nonce)))
      return 'the Content-Security-Policy of the page allows it by its hash, or not at all';
  }
  return undefined;
}

/** What is found in the scripts of a finding's file at its place. */
function findInScripts<T>(
  { place, at }: Finding,
  card: Card,
  find: (script: Script) => Iterable<{ node: Node; found: T }>,
): { script: Script; found: T }[] {
  return card.scripts
    .filter(({ source }) => source.name === place.file)
    .flatMap((script) =>
      [...find(script)].filter(({ node }) => offsetOf(script, node) === at).map(({ found }) => ({ script, found })),
    );
}

function sendInstead(finding: Finding, card: Card): Proposal {
  const calls = findInScripts(finding, card, (script) =>
    [...new Set(messagesOf(script).map(({ call }) => call))].map((call) => ({ node: call, found: call })),
  );
  return all(calls, ({ script, found }) => whyNoLd(script, card) ?? inFile(script, card, sendEdits(script, found)));
}

function wrapAddress(finding: Finding, card: Card): Proposal {
  const navigations = findInScripts(finding, card, (script) =>
    navigationsOf(script).map((found) => ({ node: found.node, found })),
  );
  return all(navigations, ({ script, found: { node, to, part } }) => {
    if (part || !to) return 'only a part of the address is set';
    const address = plain(to);
    if (address.type !== 'Literal' || typeof address.value !== 'string')
      return 'its address is made when the script runs';
    if (!isPath(address.value)) return 'its address is none of another page of the card';
    const pages = pagesOf(script, card);
    if (pages.length && pages.every(({ source }) => isSame(address.value, source.name)))
      return 'its address is that of the page itself';
    if (dependsOnLocation(script, node)) return 'it depends on the page’s own address';
    return (
      whyNoLd(script, card) ??
      inFile(script, card, [
        { start: to.start, end: to.start, text: 'ld.url(' },
        { start: to.end, end: to.end, text: ')' },
      ])
    );
  });
}

function isPath(address: string): boolean {
  return /^[\w./~%-][^\s\\]*$/.test(address) && !/^[a-z][a-z\d+.-]*:|^\/\//i.test(address);
}

function isSame(address: string, page: string): boolean {
  const at = (name: string) =>
    new URL(name, `http://card.example/${page}`).pathname.replace(/(^|\/)(index\.\w+)?$/, '$1');
  return at(address) === at(`/${page}`);
}

/** Whether the page's own address decides whether or how often a navigation happens. */
function dependsOnLocation(script: Script, node: Node): boolean {
  for (let inner = node, around = node.parent; around; inner = around, around = around.parent) {
    const test = around.test ?? around.discriminant ?? (around.type === 'LogicalExpression' ? around.left : undefined);
    if (
      test &&
      test !== inner &&
      /\b(location|URL|baseURI|documentURI|pathname|href)\b/.test(script.text.slice(test.start, test.end))
    )
      return true;
  }
  return false;
}

/** Whether a page has the runtime, in itself or in its parts; a part has it where every head of the card has it. */
function hasRuntime(page: Page, { pages }: Card): boolean {
  if ([page, ...allPartsOf(page)].some(({ scripts }) => scripts.some(bringsRuntime))) return true;
  const heads = page.isWhole ? [] : pages.filter(({ isWhole, isComposed }) => isWhole && !isComposed);
  return heads.length > 0 && heads.every(({ scripts }) => scripts.some(bringsRuntime));
}

/** Why `ld` cannot be used in a script; nothing where it can. */
function whyNoLd(script: Script, card: Card): string | undefined {
  if (script.problem) return 'the script cannot be read in whole';
  if (/\.[cm]?tsx?$/i.test(script.source.name))
    return 'in TypeScript ld has to be imported: import { createLd } from "create-leaddesk-card"';
  if (hasOwnLd(script)) return 'ld is something else in this script';
  const pages = pagesOf(script, card);
  if (!pages.length) return 'it is not known which pages run it, and whether they have the runtime';
  const without = pages.find((page) => !hasRuntime(page, card));
  return without && `${without.source.name} has no runtime`;
}

function straightenQuotes(finding: Finding, card: Card): Proposal {
  const scripts = card.scripts.filter(
    ({ source, problem }) => source.name === finding.place.file && problem?.at === finding.at,
  );
  return all(scripts, (script) => {
    if (script.problem?.kind !== 'curly') return 'what is meant is not known';
    const straight = withStraightQuotes(script.text, script.dialect);
    if (straight === undefined) return 'it does not parse with straight quotation marks either';
    return inFile(script, card, differences(script.text, straight));
  });
}

function differences(before: string, after: string): Edit[] {
  const edits: Edit[] = [];
  for (let at = 0; at < before.length; at++)
    if (before[at] !== after[at]) edits.push({ start: at, end: at + 1, text: after[at]! });
  return edits;
}

function useSameOrigin({ at, place }: Finding, card: Card): Proposal {
  const page = card.pages.find(({ source }) => source.name === place.file);
  const found = page && at !== undefined ? tagAt(page, at) : undefined;
  const content = found?.tag.attributes.find(({ name }) => name === 'content');
  const policy = /^\s*(no-referrer|never)\s*$/i.exec(content?.value ?? '');
  if (!content || !policy) return 'the server says it in a header';
  const start = content.valueStart + policy[0].indexOf(policy[1]!);
  return [{ file: place.file, start, end: start + policy[1]!.length, text: 'same-origin' }];
}

const BY_LINKS =
  'where it is to open has to be decided; --fix=links opens other sites in a new tab, and takes _top and _parent out';

function openInNewTab({ at, place }: Finding, card: Card, scope: Scope): Proposal {
  const page = card.pages.find(({ source }) => source.name === place.file);
  const { tag, attribute } = (page && at !== undefined && tagAt(page, at)) || {};
  if (!tag || !attribute || !/^(href|action|formaction)$/.test(attribute.name))
    return 'a script or a refresh cannot open a new tab';
  if (scope !== 'links') return BY_LINKS;
  const name = attribute.name === 'formaction' ? 'formtarget' : 'target';
  return [{ file: place.file, ...attributeEdit(tag, name, '_blank', attribute) }];
}

function stayInFrame({ at, place }: Finding, card: Card, scope: Scope): Proposal {
  const page = card.pages.find(({ source }) => source.name === place.file);
  const { tag, attribute } = (page && at !== undefined && tagAt(page, at)) || {};
  if (!page || !tag || !attribute || !/^(form)?target$/.test(attribute.name))
    return 'what the script is to do instead has to be decided';
  if (scope !== 'links') return BY_LINKS;
  const address = tag.attributes.find(({ name }) => /^(href|action|formaction)$/.test(name))?.value ?? '';
  if (tag.name !== 'base' && hostOf(address) !== undefined && isForeign(address, card))
    return [{ file: place.file, ...attributeEdit(tag, attribute.name, '_blank', attribute) }];
  const before = /\s*$/.exec(page.masked.slice(tag.start, attribute.start))![0].length;
  return [{ file: place.file, start: attribute.start - before, end: attribute.end, text: '' }];
}

/** The edits for each of several at one place; the first reason where one of them has one. */
function all<T>(items: readonly T[], propose: (item: T) => Proposal): Proposal {
  if (!items.length) return 'its place was not found again';
  const edits: FileEdit[] = [];
  for (const item of items) {
    const proposal = propose(item);
    if (typeof proposal === 'string') return proposal;
    edits.push(...proposal);
  }
  return edits;
}
