/** A text's value as JSON. @param otherwise what a text that is not JSON gives. */
export function parseJson(text: string, otherwise?: unknown): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return otherwise;
  }
}
