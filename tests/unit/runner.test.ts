/**
 * The runner of the tests, on files that uvu alone would report as success, or never report.
 *
 * @slow
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findTests, lanesOf, needsOf } from '../runner/files.js';

const tests = path.join(import.meta.dirname, '..');
const uvu = `import { suite, test } from 'uvu';\n`;

/** By what a file does: its source, its counts, and what is printed of it. */
const traps: Record<string, [source: string, passed: number, failed: number, says: RegExp]> = {
  fails: [
    `${uvu}interface Gone {}\n\ntest('right', () => {});\ntest('wrong', () => {\n  throw new Error('no');\n});\ntest.run();`,
    1,
    1,
    /FAIL\s+"wrong"\s+no\s+at .*fails\.test\.ts:6:9/,
  ],
  'y-is-not-run': [`${uvu}test('a', () => {});`, 0, 1, /without \.run\(\): test/],
  'runs-one-of-two': [
    `${uvu}const one = suite('one');\none('a', () => {});\none.run();\nconst two = suite('two');\ntwo('b', () => {});`,
    1,
    1,
    /without \.run\(\): two/,
  ],
  'has-no-test': [`import 'uvu';`, 0, 1, /there is no test/],
  'throws-in-before': [
    `${uvu}test.before(() => { throw new Error('early'); });\ntest('a', () => {});\ntest('b', () => {});\ntest.run();`,
    0,
    2,
    /2 of 2/,
  ],
  'throws-in-after': [
    `${uvu}test.after(() => { throw new Error('late'); });\ntest('a', () => {});\ntest.run();`,
    0,
    1,
    /late/,
  ],
  'throws-at-import': [
    `const gone: string = 'gone';\nthrow new TypeError(gone);`,
    0,
    1,
    /gone\s+at .*import\.test\.ts:2:7/,
  ],
  'rejects-unhandled': [
    `${uvu}test('a', async () => {\n  Promise.reject(new Error('alone'));\n  await new Promise((resolve) => setTimeout(resolve));\n});\ntest.run();`,
    1,
    1,
    /nothing caught Error: alone\s+at .*unhandled\.test\.ts:3:18/,
  ],
  skips: [`${uvu}test('a', () => {});\ntest.skip('b', () => {});\ntest.run();`, 1, 1, /1 skipped/],
  'runs-only-one': [`${uvu}test('a', () => {});\ntest.only('b', () => {});\ntest.run();`, 1, 1, /1 skipped/],
  // Ends the process: the lane's last file. What the one before it has not run would be in the next file's tests.
  'z-calls-exit': [`${uvu}test('a', () => process.exit(0));\ntest.run();`, 0, 1, /lane unit ended with 0, in .*exit/],
};

const green = `${uvu}test('right', () => {});\ntest.run();`;

/** Calls `use` with the root of a project that has these test files. */
async function inProject<T>(files: Record<string, string>, use: (root: string) => T | Promise<T>): Promise<T> {
  const root = mkdtempSync(path.join(tmpdir(), 'runner-'));
  for (const kind of ['unit', 'cli', 'browser']) mkdirSync(path.join(root, 'tests', kind), { recursive: true });
  for (const [file, source] of Object.entries(files)) writeFileSync(path.join(root, 'tests', file), source);
  writeFileSync(path.join(root, 'package.json'), '{ "type": "module" }');
  symlinkSync(path.join(tests, '../node_modules'), path.join(root, 'node_modules'), 'junction');
  try {
    return await use(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** Runs the runner on a project: what it printed, the total in the last line. */
function runOn(files: Record<string, string>, timeout = 60_000): Promise<string> {
  const script = `
    import { findTests, lanesOf } from ${JSON.stringify(path.join(tests, 'runner/files.ts'))};
    import { runLanes } from ${JSON.stringify(path.join(tests, 'runner/index.ts'))};
    const root = import.meta.dirname;
    const { passed, failed } = await runLanes(root, lanesOf(root, findTests(root)), ${timeout});
    console.log(passed + ' passed, ' + failed + ' failed');`;
  return inProject(files, (root) => {
    const main = path.join(root, 'main.ts');
    writeFileSync(main, script);
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), main]);
      let output = '';
      child.stdout.on('data', (chunk) => (output += chunk));
      child.stderr.on('data', (chunk) => (output += chunk));
      child.on('error', reject);
      child.on('close', () => resolve(output));
    });
  });
}

test('what uvu alone would not report is a failure, counted and explained', async () => {
  const files = Object.fromEntries(Object.entries(traps).map(([name, [source]]) => [`unit/${name}.test.ts`, source]));
  const output = await runOn({ ...files, 'cli/green.test.ts': green });
  for (const [name, [, passed, failed, says]] of Object.entries(traps)) {
    assert.match(output, says, `a file that ${name}: ${output}`);
    if (name.startsWith('z')) continue;
    assert.match(output, `✘ tests/unit/${name}.test.ts: ${passed} passed, ${failed} failed (`, `a file that ${name}`);
  }
  const sum = (index: 1 | 2) => Object.values(traps).reduce((sum, trap) => sum + trap[index], 0);
  assert.match(output, `✓ tests/cli/green.test.ts: 1 passed (`);
  assert.is(output.trimEnd().split('\n').at(-1), `${sum(1) + 1} passed, ${sum(2)} failed`);
});

test('a lane in which nothing happens is ended, is a failure, and its other files run all the same', async () => {
  const blocks = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);';
  const output = await runOn({ 'unit/blocks.test.ts': blocks, 'unit/later.test.ts': green }, 10_000);
  assert.match(output, /✘ lane unit did nothing for 10 s, in tests\/unit\/blocks\.test\.ts/);
  assert.match(output, /^1 passed, 1 failed$/m);
});

test('words choose the files whose path contains one of them, and slow files are for full runs', () => {
  const names = ['unit/a.test.ts', 'cli/carry.test.ts', 'browser/b.test.ts', 'browser/carry.full.test.ts'];
  const files = Object.fromEntries(
    names.map((name) => [name, name.startsWith('cli') ? `/** @slow */${green}` : green]),
  );
  return inProject(files, (root) => {
    const found = (selection: Parameters<typeof findTests>[1]) =>
      findTests(root, selection).map((file) => file.replace('tests/', ''));
    assert.equal(found({}), names.slice(0, 3));
    assert.equal(found({ words: ['unit', 'carry'] }), ['unit/a.test.ts', 'cli/carry.test.ts']);
    assert.equal(found({ words: ['carry'], full: true }), ['cli/carry.test.ts', 'browser/carry.full.test.ts']);
    assert.equal(found({ quick: true }), ['unit/a.test.ts', 'browser/b.test.ts']);
    assert.equal(found({ words: ['carri'] }), []);
  });
});

test('a file says what it needs, and runs in the lanes of these engines', () => {
  const { ENGINES } = process.env;
  delete process.env.ENGINES;
  const files = {
    'unit/php.test.ts': '/**\n * Pages.\n *\n * @needs php\n */',
    'browser/all.test.ts': '/** In each. */\n/** @needs nothing */',
    'browser/one.test.ts': '/** @needs firefox, php */',
    'cli/typo.test.ts': '/** @needs ruby */',
  };
  return inProject(files, (root) => {
    assert.equal(needsOf(root, 'tests/unit/php.test.ts'), ['php']);
    assert.equal(needsOf(root, 'tests/browser/one.test.ts'), ['firefox', 'php']);
    assert.throws(() => needsOf(root, 'tests/cli/typo.test.ts'), /typo\.test\.ts needs "ruby"/);
    const lanes = lanesOf(root, findTests(root)).map(({ name, files }) => [name, files.length]);
    assert.equal(lanes, [
      ['unit', 1],
      ['cli', 1],
      ['chromium', 1],
      ['firefox', 2],
      ['webkit', 1],
    ]);
  }).finally(() => {
    if (ENGINES !== undefined) process.env.ENGINES = ENGINES;
  });
});

test('a test file declares the programs that it looks for', () => {
  const root = path.join(tests, '..');
  const files = findTests(root, { full: true }).filter((file) => file !== 'tests/unit/install.test.ts');
  const looked = files.flatMap((file) => {
    const source = readFileSync(path.join(root, file), 'utf8');
    const names = [...source.matchAll(/\b(?:locate|launch)\('(\w+)'\)|\bexecFileSync\('(git)'/g)].map(
      ([, located, executed]) => located ?? executed,
    );
    if (source.includes("from './terminal.js'") && /\bTerminal\(/.test(source)) names.push('script');
    return names.map((name) => ({ file, name }));
  });
  assert.ok(looked.length >= 5);
  assert.equal(
    looked.filter(({ file, name }) => !needsOf(root, file).includes(name as never)),
    [],
  );
});

test.run();
