/** Git: which repository a folder is in already. */
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** The folder of the repository in which a folder lies, or would lie: it need not be there yet. */
export function repositoryAround(folder: string): string | undefined {
  const place = existsSync(folder) ? realpathSync(folder) : folder;
  if (existsSync(path.join(place, '.git'))) return place;
  const parent = path.dirname(place);
  return parent === place ? undefined : repositoryAround(parent);
}
