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
  const texts = new Map<string, { text: string; heads: string[] }>();
  for (const folder of [...packages].sort()) {
    const { head, text } = licenceOf(path.join(root, folder));
    const key = text.replace(/\W+/g, ' ').toLowerCase();
    const known = texts.get(key) ?? { text, heads: [] };
    known.heads.push(head);
    texts.set(key, known);
  }
  const sections = [...texts.values()].map(({ heads, text }) => `${heads.join('\n')}\n\n${text}\n`);
  writeFileSync(outfile, sections.join(`\n${'-'.repeat(80)}\n\n`));
}

/** A package's name and copyright, and the text of its licence, which many have in common. */
function licenceOf(folder: string): { head: string; text: string } {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((file) => /^licen[cs]e\b/i.test(file));
  if (!file) throw new Error(`${name} is bundled and has no licence file.`);
  const text = readFileSync(path.join(folder, file), 'utf8').replace(/\r\n?/g, '\n').trim();
  const isCopyright = (line: string) => /^\W*copyright\b/i.test(line);
  const lines = text.split('\n');
  const copyright = lines.filter(isCopyright).map((line) => `  ${line.trim()}`);
  const rest = lines.filter((line) => !isCopyright(line)).join('\n');
  // What names the licence before its text is said in the head.
  return {
    head: [`${name} ${version} (${license})`, ...copyright].join('\n'),
    text: rest
      .replace(/^\W*(the )?mit license( \(mit\))?\W*\n/i, '')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
  };
}
