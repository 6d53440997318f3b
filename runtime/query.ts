/** Parameters of an address, read and set without touching any other byte of it. Pure functions. */

/**
 * Decodes one name or value of a query. Bytes that are not UTF-8 (a Latin-1 page's) come out as Latin-1.
 */
export function decode(text: string): string {
  text = text.replace(/\+/g, ' ');
  try {
    return decodeURIComponent(text);
  } catch (_) {
    return unescape(text);
  }
}

function nameOf(parameter: string): string {
  return decode(parameter.split('=')[0]!);
}

/**
 * All parameters of that name, as they stand in the query.
 *
 * @param query with or without its leading `?`, such as `location.search`.
 */
export function parametersOf(query: string, name: string): string[] {
  return query
    .replace(/^\?/, '')
    .split('&')
    .filter(function (parameter) {
      return parameter && nameOf(parameter) === name;
    });
}

/** The decoded value of a parameter such as `parametersOf` returns. */
export function valueOf(parameter: string): string {
  return decode(parameter.replace(/^[^=]*=?/, ''));
}

/**
 * Sets a parameter once, before the fragment; every other byte of the address stays.
 *
 * @param parameters what to set, encoded: `name=value`, or several of the name joined by `&`.
 * @param replace what to do when the address has the name already: put ours in the place of the first and drop the
 * others, or leave them all as they are.
 */
export function withParameter(href: string, name: string, parameters: string, replace: boolean): string {
  var parts = /^([^?#]*)(\??)([^#]*)([^]*)$/.exec(href)!;
  var query: string[] = [];
  var found = false;
  (parts[3] ? parts[3].split('&') : []).forEach(function (parameter) {
    var ours = nameOf(parameter) === name;
    if (!ours || !replace) query.push(parameter);
    else if (!found) query.push(parameters);
    found = found || ours;
  });
  if (!found) query.push(parameters);
  return parts[1] + '?' + query.join('&') + parts[4];
}
