/** Parameters of a query, byte for byte as they stand there. Pure functions. */

/**
 * The parameters of that name, or all the others.
 *
 * @param query empty or with its leading `?`, such as `location.search`.
 */
export function parametersOf(query: string, name: string, others?: 1): string[] {
  return query
    ? query
        .slice(1)
        .split('&')
        .filter(function (parameter) {
          return (others as any) ^ ((parameter.split('=')[0] == name) as any);
        })
    : [];
}

/** The decoded value of a parameter. One that is not UTF-8, as in a Latin-1 page's address, stays encoded. */
export function valueOf(parameter: string): string {
  parameter = parameter.replace(/.*?=/, '').replace(/\+/g, ' ');
  try {
    return decodeURIComponent(parameter);
  } catch (_) {
    return parameter;
  }
}
