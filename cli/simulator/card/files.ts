/** Finds what an address means in a card's folder, and never anything outside it. */
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';

export type Found =
  | { kind: 'file'; file: string }
  /** A folder's address without its slash: relative links in it would go wrong. */
  | { kind: 'redirect'; to: string }
  /** `tried`: what was looked for, for the one who asks. */
  | { kind: 'missing'; tried: string[]; why?: string }
  | { kind: 'malformed'; why: string };

/**
 * @param root the folder, as `realpath` gives it.
 * @param pathname the path of a request, still encoded, without its query.
 */
export async function findFile(root: string, pathname: string): Promise<Found> {
  const segments = readPath(pathname);
  if (typeof segments === 'string') return { kind: 'malformed', why: segments };
  const hidden = segments.find((segment) => segment.startsWith('.') && segment !== '.well-known');
  if (hidden !== undefined)
    return { kind: 'missing', tried: [], why: `What begins with a dot, as ${hidden}, is not served.` };
  const name = segments.join('/');
  const candidates =
    name === '' || name.endsWith('/') ? [`${name}index.html`] : [name, `${name}.html`, `${name}/index.html`];
  for (const candidate of candidates) {
    const file = await inside(root, candidate);
    if (file === 'outside') return { kind: 'missing', tried: [], why: `${candidate} leads out of the card's folder.` };
    if (!file) continue;
    if (candidate !== name && candidate === `${name}/index.html`)
      return { kind: 'redirect', to: `${pathname.split('/').at(-1)}/` };
    return { kind: 'file', file };
  }
  return { kind: 'missing', tried: candidates };
}

/** @returns the decoded segments of a path, or why it has none. */
export function readPath(pathname: string): string[] | string {
  if (!pathname.startsWith('/')) return 'The path does not begin with a slash.';
  let segments: string[];
  try {
    segments = pathname.slice(1).split('/').map(decodeURIComponent);
  } catch {
    return 'The path is not encoded as UTF-8.';
  }
  // Decoded only once, and after splitting: an encoded slash is no separator, but a name that no file can have.
  if (segments.some((segment) => /[\0/\\]/.test(segment) || segment === '..' || segment === '.'))
    return 'The path has no place in a folder.';
  if (segments.slice(0, -1).includes('')) return 'The path has an empty segment.';
  return segments;
}

/** The file itself, links followed; null when there is none. */
async function inside(root: string, name: string): Promise<string | 'outside' | null> {
  try {
    const file = await realpath(path.join(root, name));
    if (!(await stat(file)).isFile()) return null;
    return isInside(root, file) ? file : 'outside';
  } catch {
    return null;
  }
}

function isInside(root: string, file: string): boolean {
  const relative = path.relative(root, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
