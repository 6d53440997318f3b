/** Text made safe for the language that it is put into. For HTML: shared/html/escape. */

/** For a JavaScript string in single quotes, which may lie in a script element: no tag begins in it. */
export function forScript(text: string): string {
  return text
    .replace(/[\\']/g, '\\$&')
    .replace(/[\0-\x1f<\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** For a PHP string in single quotes (PHP, "Strings"): only the quote and the backslash mean something there. */
export function forPhp(text: string): string {
  return text.replace(/[\\']/g, '\\$&');
}

/** For a comment, of a block or of one line: nothing in it may end it. */
export function forComment(text: string): string {
  return text.replace(/\*\/|\?>|[\0-\x1f\u2028\u2029]/g, ' ');
}
