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

export const mutants: Mutant[] = [
  { what: 'any origin may be the host', file: 'host', from: 'allowed.test(candidate)', to: 'true', noticedBy: 'host' },
  {
    what: 'an address will do for an origin',
    file: 'host',
    from: 'resolver.origin == candidate',
    to: 'resolver.origin',
    noticedBy: 'runtime-properties',
  },
  {
    what: 'what an address says goes before what the browser says',
    file: 'host',
    from: '/:/.test(',
    to: '!/./.test(',
    noticedBy: 'host',
  },
  { what: 'any window is heard', file: 'messages', from: 'event.source == host && ', to: '', noticedBy: 'messages' },
  {
    what: 'commands wait for a minute',
    file: 'messages',
    from: 'PATIENCE = 5000',
    to: 'PATIENCE = 60000',
    noticedBy: 'messages',
  },
  {
    what: 'no event is kept for its first handler',
    file: 'messages',
    from: '!heard && event',
    to: 'false',
    noticedBy: 'messages',
  },
  {
    what: 'a port that begins like ours is ours',
    file: 'carry',
    from: "location.origin + '/'",
    to: 'location.origin',
    noticedBy: 'runtime-properties',
  },
  {
    what: 'a stale parameter stays',
    file: 'carry',
    from: 'yields ? !theirs[0] : theirs != (parameter as unknown)',
    to: '!theirs[0]',
    noticedBy: 'addresses',
  },
  {
    what: 'fragments load their page',
    file: 'carry',
    from: "(submits || resolver.href.indexOf(location.href.split('#')[0] + '#'))",
    to: 'true',
    noticedBy: 'link-targets',
  },
  {
    what: 'a kept value is not decoded for a field',
    file: 'query',
    from: 'return decodeURIComponent(parameter)',
    to: 'return parameter',
    noticedBy: 'keep',
  },
  {
    what: 'attributes are restored too soon',
    file: 'rewrite',
    from: '!);\n    };\n    later(settle);',
    to: '!);\n    };\n    Promise.resolve().then(settle);',
    noticedBy: 'forms-post',
  },
  {
    what: 'attributes are never restored',
    file: 'rewrite',
    from: 'collecting = undo = undo && undo()',
    to: 'collecting = undo = undefined',
    noticedBy: 'links',
  },
  {
    what: 'Control opens a tab with the parameter',
    file: 'clicks',
    from: 'event.ctrlKey || ',
    to: '',
    noticedBy: 'link-targets',
  },
  {
    what: 'links in editors are changed',
    file: 'clicks',
    from: '!(node as HTMLElement).isContentEditable &&',
    to: '',
    noticedBy: 'link-targets',
  },
  {
    what: 'the document’s target does not count',
    file: 'target',
    from: 'if (target == null) target =',
    to: 'if (target == null) void',
    noticedBy: 'link-targets',
  },
  { what: 'methods are spelled in one way', file: 'forms', from: '/^post$/i', to: '/^post$/', noticedBy: 'forms-post' },
  {
    what: 'the submitter overrules nothing',
    file: 'forms',
    from: 'return overruled == null ? attribute(form, name) : overruled;',
    to: 'return attribute(form, name);',
    noticedBy: 'forms-submitter',
  },
  {
    what: 'a page’s own FormData has the parameter',
    file: 'forms',
    from: 'event.target == collecting',
    to: 'true',
    noticedBy: 'forms-scripts',
  },
  {
    what: 'a click that a listener cancels is acted on',
    file: 'last',
    from: '!event.defaultPrevented',
    to: 'true',
    noticedBy: 'link-handlers',
  },
  {
    what: 'another event of the type counts',
    file: 'last',
    from: 'passing == event',
    to: 'true',
    noticedBy: 'link-handlers',
  },
  { what: 'pushState loads a page', file: 'navigations', from: '!to.sameDocument &&', to: '', noticedBy: 'scripts' },
  {
    what: 'a form’s body is lost on the way',
    file: 'navigations',
    from: '!event.formData &&',
    to: '',
    noticedBy: 'scripts',
  },
  {
    what: 'a router’s navigation is taken from it',
    file: 'navigations',
    from: 'event != intercepted &&',
    to: '',
    noticedBy: 'scripts',
  },
  {
    what: 'later listeners of navigate come after us',
    file: 'connect',
    from: "surround(page.Navigation, 'addEventListener', settle, watch);",
    to: '',
    noticedBy: 'scripts',
  },
];
