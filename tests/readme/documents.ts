/**
 * The documents whose code is tested, and who tests what of it:
 *
 *   unit      tables, settings, names, addresses, headers     tests/unit/readme.test.ts
 *   cli       shell commands                                  tests/cli/readme.test.ts
 *   browser   pages, scripts, commands that want a browser    tests/browser/readme.test.ts
 *   playwright  tests for its runner                          tests/browser/testing-playwright.test.ts
 *   dom       tests without a browser                         tests/cli/testing-dom.test.ts
 *   scenario  scenario files                                  tests/unit/scenario.test.ts
 *
 * Each of these takes all blocks that are its own, and fails for one that it has no rule for.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../cli/scratch.js';
import { type Block, type Markdown, parse } from './markdown.js';

/**
 * README, CONTRIBUTING and the pages of docs/. What each check says, in docs/checks/, has tests beside those of the
 * check.
 */
export const documents: Markdown[] = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(path.join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => `docs/${name}`),
].map((name) => parse(name, readFileSync(path.join(root, name), 'utf8')));

/** One of the documents, by its name. */
export function documentOf(name: string): Markdown {
  const found = documents.find((document) => document.name === name);
  if (!found) throw new Error(`There is no ${name}.`);
  return found;
}

export type Tester = 'unit' | 'cli' | 'browser' | 'playwright' | 'dom' | 'scenario';

/** Who tests a block. @throws for one that has no tester. */
export function testerOf(block: Block): Tester {
  switch (block.language) {
    case 'sh':
      return /^npx .*--browser\b/m.test(block.text) ? 'browser' : 'cli';
    case 'json':
      return 'scenario';
    case 'html':
    case 'js':
    case 'ts':
      if (block.text.includes("'create-leaddesk-card/testing/dom'")) return 'dom';
      return block.text.includes("'create-leaddesk-card/testing/playwright'") ? 'playwright' : 'browser';
    case '':
      return 'unit';
    case 'text':
      // Figures of one machine on one day.
      if (block.document === 'docs/benchmarks.md') return 'unit';
  }
  throw new Error(
    `${where(block)}: no test runs ${block.language || 'this'}. Say in tests/readme/documents.ts which does.`,
  );
}

/** The blocks that are one's own to test. */
export function blocksFor(tester: Tester): Block[] {
  return documents.flatMap(({ blocks }) => blocks).filter((block) => testerOf(block) === tester);
}

/** A block in words, for the name of its test. */
export function where({ document, line, section, language }: Block): string {
  return `${document}:${line} (${section}${language && `, ${language}`})`;
}
