/** Where scenarios lie. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { explained } from '../../shared/files.js';

export const FOLDER = 'scenarios';

/** The scenario files below a folder, by name; none where there is no folder for them. */
export function scenarioFiles(below: string): string[] {
  const folder = path.join(below, FOLDER);
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    return names.sort().map((name) => path.join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw explained(error, `Cannot read ${folder}`);
    return [];
  }
}
