/** Parameters of a query, byte for byte as they stand there. Pure functions. */

/**
 * Takes the parameters of a name out of a query. Names are compared decoded.
 *
 * @param query empty or with its leading `?`, such as `location.search`.
 * @returns the query without them, and them, with `&` between them.
 */
export function take(query: string, name: string): [rest: string, parameters: string] {
  const parameters: string[] = [];
  const rest = query.replace(/[?&]([^&=]*)[^&]*/g, (parameter, encoded) => {
    if (decode(encoded) != name) return parameter;
    parameters.push(parameter.slice(1));
    return '';
  });
  return [rest.replace(/^&/, '?'), parameters.join('&')];
}

/** The decoded value of a parameter, `''` when it has none. */
export function valueOf(parameter: string): string {
  return decode(parameter.replace(/^[^=]*=?/, ''));
}

/** What is not UTF-8, as in the address of a Latin-1 page, stays encoded. */
function decode(text: string): string {
  const spaced = text.replace(/\+/g, ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
