/** Names and values of others, in the terminal. */

/** A text on one line that no terminal acts on: control characters are spelled as in JavaScript. */
export function printable(text: string): string {
  return text.replace(
    /[\0-\x1f\x7f-\x9f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
