/** The licences of the packages that the command line is bundled with: their terms ask that they go along. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BuildResult } from 'esbuild';

/**
 * Writes one file with the licence of each bundled package.
 *
 * @param results of esbuild, with their metafiles.
 * @throws when a package has no licence file: somebody has to look at it then.
 */
export function writeLicences(root: string, results: BuildResult[], outfile: string): void {
  const packages = new Set<string>();
  for (const { metafile } of results) {
    for (const { inputs } of Object.values(metafile!.outputs)) {
      for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
        const name = /.*\bnode_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[0];
        if (name && bytesInOutput > 0) packages.add(name);
      }
    }
  }
  writeFileSync(
    outfile,
    [...packages]
      .sort()
      .map((folder) => licenceOf(path.join(root, folder)))
      .join('\n'),
  );
}

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((file) => /^licen[cs]e\b/i.test(file));
  if (!file) throw new Error(`${name} is bundled and has no licence file.`);
  const text = readFileSync(path.join(folder, file), 'utf8').replace(/\r\n?/g, '\n').trim();
  return `${name} ${version} (${license})\n\n${text}\n\n${'-'.repeat(80)}\n`;
}
