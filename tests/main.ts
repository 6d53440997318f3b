/**
 * `npm test`: everything that must hold. Builds, checks the types, runs every test, ends with `N passed, N failed`.
 * `npm test -- unit carry` runs the test files whose path contains one of the words.
 */
import path from 'node:path';
import { installMissing } from './browser/engines/install.js';
import { findTests, isBrowserTest } from './runner/files.js';
import { run } from './runner/index.js';
import { command } from './runner/steps.js';

const root = path.resolve(import.meta.dirname, '..');
const files = findTests(root, process.argv.slice(2));

await run({
  root,
  files,
  steps: [
    { name: 'browsers', run: async () => files.some(isBrowserTest) && installMissing() },
    { name: 'build', run: () => command(root, 'npm', 'run', '--silent', 'build') },
    {
      name: 'types',
      run: () => command(root, process.execPath, 'node_modules/typescript/bin/tsc', '--noEmit'),
      goOn: true,
    },
  ],
});
