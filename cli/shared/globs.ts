/** Globs of people, and `.gitignore` files. */
import ignore from 'ignore';

/**
 * Whether a name matches one of the globs, or is below a folder that does. They are those of `.gitignore`, and `{a,b}`.
 *
 * @returns a function of names relative to where the globs are meant, with `/` between.
 */
export function globMatcher(globs: readonly string[]): (name: string) => boolean {
  const patterns = ignore({ ignorecase: false, allowRelativePaths: true }).add(globs.flatMap(withoutBraces));
  return (name) => name !== '' && patterns.ignores(name);
}

/** `a.{js,ts}` is `a.js` and `a.ts`. */
function withoutBraces(glob: string): string[] {
  const [, before = '', choices = '', after = ''] = /^([^{]*)\{([^{}]*)\}([^]*)$/.exec(glob) ?? [];
  return choices ? choices.split(',').flatMap((choice) => withoutBraces(before + choice + after)) : [glob];
}
