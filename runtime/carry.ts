/** Which addresses carry parameters, and which: what the browser would load, plus the parameters. */
import { origin, param } from './host.js';
import { location, resolver } from './page.js';
import { parametersOf } from './query.js';

var keep: string[];

/** @param names parameters of the page's address that go along, separated by white space. */
export function setKeep(names?: string | null): void {
  // No parameter is called "#".
  keep = (names || '#').split(/\s+/);
}

/**
 * Visits what is to be carried.
 *
 * @param visit gets a name, its parameter as it goes into a query (nothing when there is nothing to carry), and
 * whether it gives way to what is there of the name already.
 */
export function eachParameter(visit: (name: string, parameter: string | undefined, yields?: 1) => void): void {
  keep.forEach(function (name) {
    visit(name, parametersOf(location.search, name)[0], 1);
  });
  visit(param, origin && param + '=' + encodeURIComponent(origin));
}

/**
 * Gives an address what it has to carry, if it is of the page's own origin and loads a page.
 *
 * @param submits whether a form goes there: it loads even what a link would only scroll to.
 * @returns the address, resolved; as it was given, if nothing is to be changed.
 */
export function carry(href: string, submits?: 1): string {
  var carried: unknown;
  resolver.href = href;
  // `blob:` has an origin too, so the address itself must begin with ours.
  // HTML, "navigate": what adds no more than a fragment to the document's address loads nothing.
  if (
    !resolver.href.indexOf(location.origin + '/') &&
    (submits || resolver.href.indexOf(location.href.split('#')[0] + '#'))
  )
    eachParameter(function (name, parameter, yields) {
      var theirs = parametersOf(resolver.search, name);
      if (parameter && (yields ? !theirs[0] : theirs != (parameter as unknown)))
        resolver.search = carried = '?' + parametersOf(resolver.search, name, 1).concat(parameter).join('&');
    });
  return carried ? resolver.href : '' + href;
}
