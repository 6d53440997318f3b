import { readdirSync } from 'node:fs';
import path from 'node:path';

/** The test files, as paths from the root, whose path contains one of the words; all when there are none. */
export function findTests(root: string, words: string[]): string[] {
  return ['unit', 'cli', 'browser']
    .flatMap((kind) =>
      readdirSync(path.join(root, 'tests', kind), { recursive: true, encoding: 'utf8' })
        .map((file) => path.posix.join('tests', kind, file.replaceAll(path.sep, '/')))
        .sort(),
    )
    .filter((file) => file.endsWith('.test.ts'))
    .filter((file) => words.length === 0 || words.some((word) => file.includes(word)));
}

export function isBrowserTest(file: string): boolean {
  return file.startsWith('tests/browser/');
}
