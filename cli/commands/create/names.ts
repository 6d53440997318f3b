/** Names: the npm package name that a folder's name gives, whatever the folder is called. */
import { builtinModules } from 'node:module';
import path from 'node:path';

/** The name of a card whose folder's name has nothing that a package name may have. */
const FALLBACK = 'leaddesk-card';

/** npm's limit for a whole name. */
const LONGEST = 214;

/** Letters that no Unicode decomposition spells in ASCII, and how they are commonly spelled. */
const SPELLED: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

/**
 * A valid, readable npm package name for a card in `folder`.
 *
 * @param folder absolute; when its parent begins with `@`, the name is scoped.
 * @param taken names that the package must not have, such as those of its dependencies.
 * @see https://docs.npmjs.com/cli/configuring-npm/package-json#name, and stricter: no `~`, nothing but URL-safe ASCII.
 */
export function packageNameFor(folder: string, taken: readonly string[] = []): string {
  const parent = path.basename(path.dirname(folder));
  const scope = parent.startsWith('@') ? clean(parent) : '';
  // A scope is somebody's: one that leaves no room for a name is left out, never cut short.
  const prefix = scope !== '' && scope.length < LONGEST / 2 ? `@${scope}/` : '';
  let name = clean(path.basename(folder)) || FALLBACK;
  const reserved = [...builtinModules, 'node_modules', 'favicon.ico', ...taken];
  if (!prefix && reserved.includes(name)) name += '-card';
  return (prefix + name).slice(0, LONGEST).replace(/[-._]+$/, '');
}

function clean(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\0-\x7f]/g, (letter) => SPELLED[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^a-z0-9._]+/g, '-')
    .replace(/^[-._]+|[-._]+$/g, '');
}
