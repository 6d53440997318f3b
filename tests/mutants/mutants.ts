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
  mutant('host', 'any origin may be the host', '!allowed.test(`${candidate}/`)', 'false', 'host'),
  mutant(
    'host',
    'an address will do for an origin',
    'candidate !== resolve(candidate!).origin',
    'false',
    'runtime-properties',
  ),
  mutant('host', 'the parameter stays in the address', 'history.replaceState(', 'void (', 'host'),
  mutant('host', 'an inner frame has its card as host', 'depth++) card = card.parent;', 'depth++) break;', 'host'),
  mutant('host', 'a refused host is reported with every message', 'candidate !== refused', 'true', 'host'),
  mutant('messages', 'any window is heard', 'if (event.source !== host) return;', '', 'messages'),
  mutant('messages', 'commands wait for a minute', 'HOST_TIMEOUT_MS = 5000', 'HOST_TIMEOUT_MS = 60000', 'messages'),
  mutant(
    'messages',
    'no event is kept for its first handler',
    'if (!all.size) unheard.set(type, event);',
    '',
    'messages',
  ),
  mutant('messages', 'a handler that has unsubscribed is called', 'if (!all.has(handler)) continue;', '', 'messages'),
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
    "form || before.split('#')[0] !== location.href.split('#')[0]",
    'true',
    'links',
  ),
  mutant('carry', 'what is kept is doubled', 'if (!isGiven(name)) visit', 'visit', 'keep'),
  mutant('carry', 'what is kept is what was loaded', 'now.length ? now : loaded', 'loaded', 'keep'),
  mutant('carry', 'a POST form’s fields do not count', '(form && hasField(form, name))', 'false', 'keep'),
  mutant(
    'query',
    'names are compared as they stand',
    "decode(parameter.split('=')[0]!)",
    "parameter.split('=')[0]!",
    'keep',
  ),
  mutant('clicks', 'keys that ask for a tab do not count', ' || event.ctrlKey', '', 'link-targets'),
  mutant('clicks', 'links that are edited are changed', ' && !link.isContentEditable', '', 'link-targets'),
  mutant('clicks', 'downloads carry', "attribute(link, 'download') == null && ", '', 'link-targets'),
  mutant('clicks', 'a label and its input send twice', 'sender !== sent && ', '', 'declarative'),
  mutant('clicks', 'a submit button sends when it is clicked', ' && sender !== clicked', '', 'declarative'),
  mutant('declared', 'a submit is never forgotten', '  submitter = undefined;', '', 'declarative'),
  mutant('target', 'another frame is this one', 'name === window.name', 'true', 'link-targets'),
  mutant('target', 'the base target does not count', "'base[target]'", "'base[none]'", 'link-targets'),
  mutant(
    'forms',
    'every form that is read is being submitted',
    'if (target === form)',
    'if (form || target)',
    'forms-scripts',
  ),
  mutant(
    'forms',
    'what the button says does not count',
    'attribute(submitter, `form${name}`) ?? ',
    '',
    'forms-submitter',
  ),
  mutant('follow', 'a cancelled event is acted on', '!event.defaultPrevented', 'true', 'link-handlers'),
  mutant(
    'follow',
    'whoever stops an event keeps it from us',
    '!event.cancelBubble && nodes[at]',
    'nodes[at]',
    'link-handlers',
  ),
  mutant('step', 'attributes stay changed', 'setAttribute(element, name, before);', '', 'links'),
  mutant(
    'step',
    'a change of the page is overwritten',
    'if (attribute(element, name) === value) setAttribute',
    'setAttribute',
    'link-handlers',
  ),
  mutant('watch', 'shadow roots are not watched', 'if ((node as Node).nodeType === 11) watch(node);', '', 'shadow'),
];
