/**
 * The documents whose code is tested, and who tests what of it:
 *
 *   unit      tables, settings, names, addresses, headers     tests/unit/readme.test.ts
 *   cli       shell commands                                  tests/cli/readme.test.ts
 *   browser   pages, scripts, commands that want a browser    tests/browser/readme.test.ts
 *
 * Each of these takes all blocks that are its own, and fails for one that it has no rule for.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../cli/scratch.js';
import { type Block, parse } from './markdown.js';

export const [readme, contributing] = ['README.md', 'CONTRIBUTING.md'].map((name) =>
  parse(name, readFileSync(path.join(root, name), 'utf8')),
) as [ReturnType<typeof parse>, ReturnType<typeof parse>];

export type Tester = 'unit' | 'cli' | 'browser';

/** Who tests a block. @throws when nobody does. */
export function testerOf(block: Block): Tester {
  switch (block.language) {
    case 'sh':
      return /^npx .*--browser\b/m.test(block.text) ? 'browser' : 'cli';
    case 'html':
    case 'js':
    case 'ts':
      return 'browser';
    case '':
      return 'unit';
    case 'text':
      // Figures of one machine on one day.
      if (block.document === 'README.md' && block.section === 'Size and speed') return 'unit';
  }
  throw new Error(
    `${where(block)}: nobody tests ${block.language || 'this'}. Say in tests/readme/documents.ts who does.`,
  );
}

/** The blocks that are one's own to test. */
export function blocksFor(tester: Tester): Block[] {
  return [...readme.blocks, ...contributing.blocks].filter((block) => testerOf(block) === tester);
}

/** A block in words, for the name of its test. */
export function where({ document, line, section, language }: Block): string {
  return `${document}:${line} (${section}${language && `, ${language}`})`;
}
