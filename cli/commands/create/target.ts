/** The folder that becomes a card: where it is, what is in it already, and what of that is in the way. */
import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../shared/errors.js';
import { explained } from '../../shared/files.js';
import { printable } from '../../shared/style.js';
import type { CardFile } from './templates.js';

/** What version control, file managers and editors leave in a folder that is otherwise empty. */
const HARMLESS = new Set([
  '.git',
  '.hg',
  '.svn',
  '.jj',
  '.idea',
  '.vscode',
  '.DS_Store',
  '.localized',
  '.directory',
  'Thumbs.db',
  'desktop.ini',
]);

/**
 * What is in a folder that is to become a card, without what does not count. A folder that is not there is empty.
 *
 * @param shown how the user calls the folder.
 * @throws UserError when it is no folder, or cannot be read.
 */
export function contentsOf(folder: string, shown: string): string[] {
  try {
    if (!statSync(folder, { throwIfNoEntry: false })) {
      if (lstatSync(folder, { throwIfNoEntry: false }))
        throw new UserError(`${shown} is a symbolic link that leads nowhere. Choose another folder.`);
      return [];
    }
    if (!statSync(folder).isDirectory())
      throw new UserError(`${shown} is a file, not a folder. Choose another folder.`);
    return readdirSync(folder).filter((name) => !HARMLESS.has(name));
  } catch (error) {
    throw explained(error, `Cannot use ${shown}`);
  }
}

/** The first few names of a list: `a, b and 3 more`. */
export function fewOf(names: readonly string[]): string {
  const shown = names.length > 4 ? 3 : names.length;
  const rest = names.length - shown;
  return printable(names.slice(0, shown).join(', ')) + (rest ? ` and ${rest} more` : '');
}

/**
 * Which of a card's files are in the folder already.
 *
 * @throws UserError when one of them cannot be written without touching more than the template's own files: a folder
 * has the name of a file, a file that of a folder, or a folder is a symbolic link that leads out of the target.
 */
export function collisions(folder: string, shown: string, files: readonly CardFile[]): string[] {
  return files
    .map((file) => file.path)
    .filter((file) => {
      const parents = file
        .split('/')
        .slice(0, -1)
        .map((_, depth, parts) => parts.slice(0, depth + 1).join('/'));
      for (const parent of parents) {
        const fault = faultOfParent(folder, parent);
        if (fault) throw new UserError(`${shown}/${parent} is ${fault}. Move it away, or choose another folder.`);
      }
      const found = lstatSync(path.join(folder, file), { throwIfNoEntry: false });
      if (found?.isDirectory())
        throw new UserError(
          `${shown}/${file} is a folder, and the template has a file of that name. Move it away, or choose another folder.`,
        );
      return found !== undefined;
    });
}

function faultOfParent(folder: string, parent: string): string | undefined {
  const place = path.join(folder, parent);
  const found = lstatSync(place, { throwIfNoEntry: false });
  if (!found || found.isDirectory()) return undefined;
  if (!found.isSymbolicLink()) return 'a file, and the template has a folder of that name';
  const real = statSync(place, { throwIfNoEntry: false })?.isDirectory() && realpathSync(place);
  if (!real) return 'a symbolic link, and the template has a folder of that name';
  return real.startsWith(realpathSync(folder) + path.sep) ? undefined : 'a symbolic link that leads out of the folder';
}
