/** Whether and where a folder is a card: a package that depends on this one. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseJson } from './json.js';
import { packageName } from './package.js';

/** The folder of the card that a folder is in. */
export function cardAround(folder: string): string | undefined {
  if (isCard(folder)) return folder;
  const parent = path.dirname(folder);
  return parent === folder ? undefined : cardAround(parent);
}

function isCard(folder: string): boolean {
  const { dependencies, devDependencies } = readManifest(folder);
  return Object.hasOwn({ ...dependencies, ...devDependencies }, packageName);
}

/** Whether a card's scripts run this program. A folder that only has it installed may be about to get its card. */
export function runsProgram(card: string): boolean {
  const { scripts } = readManifest(card);
  return Object.values(scripts ?? {}).some((script) => /\bleaddesk-card\b/.test(String(script)));
}

function readManifest(folder: string): { dependencies?: object; devDependencies?: object; scripts?: object } {
  try {
    return Object(parseJson(readFileSync(path.join(folder, 'package.json'), 'utf8')));
  } catch {
    return {};
  }
}
