/** Who the host is: parsing origins, the allow-list, and the choice among the candidates. Pure functions. */

/** LeadDesk's own hosts and, for development, loopback on any port. */
var DEFAULT_ALLOW =
  /^https:\/\/([\w-]+\.)+leaddesk\.(com|eu|ch)$|^https?:\/\/(([\w-]+\.)*localhost|127(\.\d+){3}|\[::1])(:\d+)?$/;

/**
 * The origin that an address begins with, in the browser's spelling: lower case, without the default port.
 *
 * Strict on purpose: credentials, wildcards and whatever a browser would first have to normalise are no origin.
 *
 * @returns the origin, or `''` when `text` is not an absolute http(s) address.
 */
export function originOf(text: unknown): string {
  var match = /^(http(s?):\/\/(\w[\w.-]*|\[[\da-f:.]+]))(:[1-9]\d*)?(?![^\/?#])/i.exec(text as string);
  if (!match) return '';
  var port = match[4] || '';
  return match[1]!.toLowerCase() + (port === (match[2] ? ':443' : ':80') ? '' : port);
}

/**
 * Whether an origin, as `originOf` returns it, may be the host.
 *
 * @param allow patterns: an origin whose host may begin with `*.` (one or more labels), or a lone `*` for any
 * origin. An empty list means LeadDesk's own hosts and loopback.
 */
export function isAllowed(origin: string, allow: readonly string[]): boolean {
  if (!allow.length) return DEFAULT_ALLOW.test(origin);
  return allow.some(function (pattern) {
    var base = originOf(pattern.replace('//*.', '//'));
    if (pattern === '*' || origin === pattern) return true;
    if (!base) return false;
    if (base === originOf(pattern)) return origin === base;
    var tail = base.replace(/^\w+:\/\//, '.');
    return origin.slice(-tail.length) === tail && origin.split('/')[0] === base.split('/')[0];
  });
}

/** What a page can know of its host before the first message. */
export interface Evidence {
  /** `location.ancestorOrigins[0]`: when it is there and not `"null"` it decides, for no URL can forge it. */
  ancestor?: string | undefined;
  /** The other candidates, the most trustworthy first: carried parameter, storage, referrer. */
  candidates: readonly string[];
  /** The page's own origin, which no candidate may name: a page is not its own host. */
  own: string;
}

/**
 * The host's origin, `''` when nothing names one.
 *
 * @param refuse is told the origin that was named but not allowed, when no other could be chosen.
 */
export function chooseHost(evidence: Evidence, allow: readonly string[], refuse: (origin: string) => void): string {
  var decided = evidence.ancestor && evidence.ancestor !== 'null';
  var candidates = decided ? [evidence.ancestor] : evidence.candidates;
  var refused = '';
  for (var i = 0; i < candidates.length; i++) {
    var origin = originOf(candidates[i]);
    if (origin && (decided || origin !== evidence.own)) {
      if (isAllowed(origin, allow)) return origin;
      refused = refused || origin;
    }
  }
  if (refused) refuse(refused);
  return '';
}
