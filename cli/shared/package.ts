/** The package that is running: where it lies, what it is called, and how a card names it as a dependency. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The package's folder: this file is in `cli/shared/`, and in the package in `dist/` or a folder of it. */
export const packageRoot = rootAbove(import.meta.dirname);

/** `dist/` has a package.json as well, which says no version. */
function rootAbove(folder: string): string {
  const file = path.join(folder, 'package.json');
  if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version !== undefined) return folder;
  return rootAbove(path.dirname(folder));
}

/** The package's name, which is also that of its program. */
export const packageName = 'create-leaddesk-card';

/** The version of the package, from its own package.json. */
export function packageVersion(): string {
  return JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8')).version;
}

/** Whether this is a checkout of the sources, which a published package does not contain. */
export function isCheckout(): boolean {
  return existsSync(path.join(packageRoot, 'scripts', 'build.ts'));
}

/**
 * What a card writes as its dependency on this package: the very version that made it, or the checkout itself, so
 * that the card also works before that version is published.
 */
export function dependencySpec(): string {
  return isCheckout() ? `file:${packageRoot.split(path.sep).join('/')}` : packageVersion();
}
