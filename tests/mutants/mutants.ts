/** Faults put into the runtime's core one at a time, each with a test file that has to notice it. */

export interface Mutant {
  what: string;
  /** A source of the runtime. */
  file: string;
  /** Stands there once. */
  from: string;
  to: string;
  /** A test file of `tests/browser`. */
  noticedBy: string;
}

const mutant = (file: string, what: string, from: string, to: string, noticedBy: string): Mutant => ({
  what,
  file,
  from,
  to,
  noticedBy,
});

export const mutants: Mutant[] = [
  mutant('host', 'any origin may be the host', 'allowed.test(`${candidate}/`)', 'true', 'host'),
  mutant(
    'host',
    'an address will do for an origin',
    'candidate == resolve(candidate!).origin',
    'true',
    'runtime-properties',
  ),
  mutant('host', 'the parameter stays in the address', 'history.replaceState(', 'void (', 'host'),
  mutant('host', 'an inner frame has its card as host', 'depth++) card = card.parent;', 'depth++) break;', 'host'),
  mutant('host', 'an ancestor of the card’s origin is the host', '== window.origin', '== 0', 'host'),
  mutant('host', 'a refused host is reported with every message', 'candidate != refused', 'true', 'host'),
  mutant('messages', 'any window is heard', 'if (event.source != host) return;', '', 'messages'),
  mutant('messages', 'commands wait for a minute', 'HOST_TIMEOUT_MS = 5000', 'HOST_TIMEOUT_MS = 60000', 'messages'),
  mutant(
    'messages',
    'no event is kept for its first handler',
    'if (!all.size) unheard.set(type, event);',
    '',
    'messages',
  ),
  mutant('messages', 'a handler that has unsubscribed is called', 'if (all.has(handler)) {', '{', 'messages'),
  mutant(
    'carry',
    'a port that begins like ours is ours',
    '`${location.origin}/`',
    'location.origin',
    'runtime-properties',
  ),
  mutant(
    'carry',
    'fragments load their page',
    "form || address.href.split('#')[0] != location.href.split('#')[0]",
    'true',
    'links',
  ),
  mutant('carry', 'what is kept is doubled', 'if (parameters && !isGiven) put', 'if (parameters) put', 'keep'),
  mutant('carry', 'what is kept is what was loaded', 'now || loaded', 'loaded', 'keep'),
  mutant(
    'carry',
    'a POST form’s fields do not count',
    ".some((field) => attribute(field, 'name') == name)",
    '.some(() => false)',
    'keep',
  ),
  mutant('query', 'names are compared as they stand', 'decode(encoded) != name', 'encoded != name', 'keep'),
  mutant('clicks', 'keys that ask for a tab do not count', ' || event.ctrlKey', '', 'link-targets'),
  mutant('clicks', 'links that are edited are changed', ' && !link.isContentEditable', '', 'link-targets'),
  mutant('clicks', 'downloads carry', " && attribute(link, 'download') == null", '', 'link-targets'),
  mutant('clicks', 'a label and its input send twice', 'sender != sent && ', '', 'declarative'),
  mutant(
    'clicks',
    'a submit button sends when it is clicked',
    ' && !/submit|image/.test(sender.form && sender.type)',
    '',
    'declarative',
  ),
  mutant('clicks', 'a submit is never forgotten', '  sendWhenLeft();', '', 'declarative'),
  mutant('forms', 'another frame is this one', 'target == window.name', 'true', 'link-targets'),
  mutant('forms', 'the base target does not count', "'base[target]'", "'base[none]'", 'link-targets'),
  mutant('forms', 'every form that is read is being submitted', 'target == form && (', 'form! && (', 'forms-scripts'),
  mutant(
    'forms',
    'what the button says does not count',
    'attribute(submitter, `form${name}`), ',
    '',
    'forms-submitter',
  ),
  mutant('watch', 'a cancelled event is acted on', '!event.defaultPrevented', 'true', 'link-handlers'),
  mutant('watch', 'whoever stops an event keeps it from us', '!event.cancelBubble && ', '', 'link-handlers'),
  mutant('forms', 'attributes stay changed', 'setAttribute(owner, name, before);', ';', 'links'),
  mutant('dom', 'data-ld-skip does not count', "attribute(node, 'data-ld-skip') != null", 'false', 'skip'),
  mutant('dom', 'data-ld-skip ends at a shadow root', 'node.host', 'false', 'skip'),
  mutant(
    'watch',
    'a listener stays where an event was stopped',
    'removeEventListener.call(node, type',
    'void (node, type',
    'leaks',
  ),
  mutant(
    'forms',
    'a change of the page is overwritten',
    'if (attribute(owner, name) == address) setAttribute',
    'setAttribute',
    'link-handlers',
  ),
  mutant('watch', 'shadow roots are not watched', 'if ((node as Node).nodeType == 11) watch(node);', '', 'shadow'),
];
