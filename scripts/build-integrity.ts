/**
 * Hashes of the script builds, for `integrity` in a page that loads one from elsewhere (W3C, "Subresource Integrity").
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Writes `integrity.json` into `dist`: the name of each script, and its hash as `integrity` wants it. */
export function writeIntegrity(dist: string, scripts: string[]): void {
  const hashes = scripts.map((name) => [
    name,
    `sha384-${createHash('sha384')
      .update(readFileSync(path.join(dist, name)))
      .digest('base64')}`,
  ]);
  writeFileSync(path.join(dist, 'integrity.json'), `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
}
