/** Where installed browsers and their drivers are. */
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from '../../shared/errors.js';

/**
 * Loads a driver from the folder that the command runs in, where people install it; else from beside this package.
 *
 * @param needs what needs it, for the error.
 * @throws UserError when it is not installed.
 */
export async function loadDriver(name: string, needs: string): Promise<any> {
  for (const from of [path.join(process.cwd(), 'package.json'), path.join(import.meta.dirname, 'package.json')]) {
    try {
      const loaded = await import(pathToFileURL(createRequire(from).resolve(name)).href);
      return loaded.default ?? loaded;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  throw new UserError(
    `${needs} needs ${name}, which is not installed here. Install it: npm install --save-dev ${name}`,
  );
}

export interface Program {
  /** Its name for people. */
  program: string;
  /** Environment variables that say where it is, the most usual first. */
  variables: readonly string[];
  /** What it is called on the `PATH`. */
  names: readonly string[];
  /** Where systems that do not have it on the `PATH` have it. */
  places: Partial<Record<NodeJS.Platform, readonly string[]>>;
  /** Another place, tried last. */
  last?: string;
}

/** Finds an installed program. @throws UserError when there is none, or none where the environment says. */
export function findExecutable({ program, variables, names, places, last }: Program): string {
  const variable = variables.find((name) => process.env[name]);
  if (variable) {
    const given = process.env[variable]!;
    if (!isExecutable(given)) throw new UserError(`${variable} names ${given}, which is no program. Correct it.`);
    return given;
  }
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const onPath = folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
  const found = [...onPath, ...(places[process.platform] ?? []), ...(last ? [last] : [])].find(isExecutable);
  if (!found)
    throw new UserError(
      `${program} is not installed here. Install it, or say where it is: ${variables[0]}=/path/to/it`,
    );
  return found;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return path.isAbsolute(file);
  } catch {
    return false;
  }
}
