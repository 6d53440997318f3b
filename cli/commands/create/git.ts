/** Git: whether a folder is in a repository already. */
import { existsSync } from 'node:fs';
import path from 'node:path';

/** Whether the folder, which need not be there yet, would lie in a git repository's work tree. */
export function isInRepository(folder: string): boolean {
  return (
    existsSync(path.join(folder, '.git')) || (path.dirname(folder) !== folder && isInRepository(path.dirname(folder)))
  );
}
