/** Parameters of a query, byte for byte as they stand there. Pure functions. */

/** @param query empty or with its leading `?`, such as `location.search`. */
export function parametersOf(query: string, name: string): string[] {
  return split(query).filter((parameter) => nameOf(parameter) === name);
}

/** The parameters with other names. */
export function otherParameters(query: string, name: string): string[] {
  return split(query).filter((parameter) => nameOf(parameter) !== name);
}

function split(query: string): string[] {
  return query ? query.slice(1).split('&') : [];
}

/** The query of these parameters. */
export function join(parameters: string[]): string {
  // A leading "?" of the first one is its own.
  return parameters.length ? `?${parameters.join('&')}` : '';
}

/** The decoded name. */
export function nameOf(parameter: string): string {
  return decode(parameter.split('=')[0]!);
}

/** The decoded value, `''` when there is none. */
export function valueOf(parameter: string): string {
  return decode(parameter.split('=').slice(1).join('='));
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
