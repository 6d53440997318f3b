/**
 * `npm test`: everything that must hold. Builds, checks types and style, runs every test, ends with `N passed, N
 * failed`.
 *
 *   npm test -- unit check     the test files whose path contains one of the words
 *   npm test -- --quick        browser tests in Chromium only; without the files that say `@slow`
 *   npm run test:full          also the files that are too slow for every run, `*.full.test.ts`
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installMissing } from './browser/engines/install.js';
import { pack } from './cli/package.js';
import { findTests, lanesOf, needsOf } from './runner/files.js';
import { command, runLanes } from './runner/index.js';

const root = path.resolve(import.meta.dirname, '..');
const total = { passed: 0, failed: 0 };

/** What has to succeed before the tests. Whether it did; a failure counts as one. */
async function succeeds(what: () => unknown): Promise<boolean> {
  try {
    await what();
    return true;
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
    total.failed++;
    return false;
  }
}

async function run(): Promise<void> {
  const options = { quick: { type: 'boolean' }, full: { type: 'boolean' } } as const;
  const { values, positionals: words } = parseArgs({ options, allowPositionals: true });
  const { quick = false, full = false } = values;
  if (quick) process.env.ENGINES = 'chromium';
  if (full) process.env.FULL = 'yes';
  const files = findTests(root, { words, full, quick });
  const lanes = lanesOf(root, files, quick);
  if (lanes.length === 0) throw new Error(`No test file matches ${words.join(' ')}`);
  installMissing(lanes.flatMap((lane) => lane.files).flatMap((file) => needsOf(root, file)));
  await command(root, process.execPath, '--import', import.meta.resolve('tsx'), 'scripts/build.ts');
  const node = (...args: string[]) => command(root, process.execPath, ...args);
  const hasTypes = succeeds(() => node('node_modules/typescript/bin/tsc', '--noEmit'));
  const isTidy = succeeds(() => node('node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'));
  if (lanes.some(({ name }) => name !== 'unit')) pack();
  await Promise.all([hasTypes, isTidy]);
  const { passed, failed } = await runLanes(root, lanes);
  total.passed += passed;
  total.failed += failed;
}

await succeeds(run);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
