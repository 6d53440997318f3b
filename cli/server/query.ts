/** Addresses as a server sees them: a path, a query and a fragment, byte for byte. Pure functions. */

export interface Parts {
  path: string;
  /** With its `?`, or empty. */
  query: string;
  /** With its `#`, or empty. */
  fragment: string;
}

export function partsOf(address: string): Parts {
  const [, path = '', query = '', fragment = ''] = /^([^?#]*)(\?[^#]*)?(#[^]*)?$/.exec(address) ?? [];
  return { path, query, fragment };
}

/** The parameters of a query, as they stand there. @param query empty or with its leading `?`. */
export function parametersIn(query: string): string[] {
  return query.length > 1 ? query.slice(1).split('&') : [];
}

/** The decoded name. */
export function nameOf(parameter: string): string {
  return decode(parameter.split('=', 1)[0]!);
}

/** The decoded value, `''` when there is none. */
export function textOf(parameter: string): string {
  return decode(parameter.replace(/^[^=]*=?/, ''));
}

/** What is not UTF-8, as in the address of a Latin-1 page, stays encoded. */
function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** A list of names as a setting gives it: an array, or a string with white space between them. */
export function namesIn(list: string | readonly string[] | null | undefined): string[] {
  return [...new Set((Array.isArray(list) ? list.join(' ') : String(list ?? '')).match(/\S+/g))];
}
