/** The runner of the tests, on files that uvu alone would report as success, or never report. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const here = import.meta.dirname;
const uvu = `import { suite, test } from 'uvu';\n`;

interface Trap {
  source: string;
  passed: number;
  failed: number;
  /** What the runner's report has to say. */
  says: RegExp;
}

/** By what such a file does. */
const traps: Record<string, Trap> = {
  fails: {
    source: `${uvu}interface Gone {}\n\ntest('right', () => {});\ntest('wrong', () => {\n  throw new Error('no');\n});\ntest.run();`,
    passed: 1,
    failed: 1,
    says: /FAIL\s+"wrong"\s+no\s+at .*fails\.test\.ts:6:9/,
  },
  'is not run': {
    source: `${uvu}test('a', () => {});\ntest('b', () => {});`,
    passed: 0,
    failed: 2,
    says: /2 without \.run\(\)/,
  },
  'runs one suite of two': {
    source: `${uvu}const one = suite('one');\none('a', () => {});\none.run();\nconst two = suite('two');\ntwo('b', () => {});`,
    passed: 1,
    failed: 1,
    says: /1 without \.run\(\) two/,
  },
  'has no test': { source: `${uvu}test.run();`, passed: 0, failed: 1, says: /there is no test/ },
  'throws in before': {
    source: `${uvu}test.before(() => {\n  throw new Error('too early');\n});\ntest('a', () => {});\ntest('b', () => {});\ntest.run();`,
    passed: 0,
    failed: 3,
    says: /before: Error: too early\s+at .*before\.test\.ts:3:9/,
  },
  'throws in before each': {
    source: `${uvu}test.before.each(() => { throw undefined; });\ntest('a', () => {});\ntest('b', () => {});\ntest.run();`,
    passed: 0,
    failed: 2,
    says: /"b"\s+threw undefined/,
  },
  'throws in after': {
    source: `${uvu}test.after(() => { throw new Error('too late'); });\ntest('a', () => {});\ntest.run();`,
    passed: 1,
    failed: 1,
    says: /after: Error: too late/,
  },
  'throws in after each': {
    source: `${uvu}test.after.each(() => { throw new Error('late'); });\ntest('a', () => {});\ntest('b', () => {});\ntest.run();`,
    passed: 2,
    failed: 2,
    says: /after\.each: Error: late/,
  },
  'throws null': {
    source: `${uvu}test('a', () => { throw null; });\ntest('b', () => {});\ntest.run();`,
    passed: 1,
    failed: 1,
    says: /threw null/,
  },
  'throws at import': {
    source: `const gone: string = 'gone';\nthrow new TypeError(gone);`,
    passed: 0,
    failed: 1,
    says: /TypeError: gone\s+at .*import\.test\.ts:2:7/,
  },
  'does not parse': { source: `const = 1;`, passed: 0, failed: 1, says: /parse\.test\.ts:1:6/ },
  'calls process.exit': {
    source: `${uvu}test('a', () => {});\ntest('b', () => process.exit(0));\ntest.run();`,
    passed: 0,
    failed: 1,
    says: /it exited with 0 before its tests had ended/,
  },
  'rejects unhandled': {
    source: `${uvu}test('a', async () => {\n  Promise.reject(new Error('nobody'));\n  await new Promise((resolve) => setTimeout(resolve));\n});\ntest.run();`,
    passed: 1,
    failed: 1,
    says: /nothing caught Error: nobody\s+at .*unhandled\.test\.ts:3:18/,
  },
  'throws afterwards': {
    source: `${uvu}test('a', () => void setTimeout(() => { throw new Error('later'); }, 50));\ntest.run();`,
    passed: 1,
    failed: 1,
    says: /nothing caught Error: later[^]*it exited with 1 when its tests had ended/,
  },
  'never settles': {
    source: `${uvu}test('a', () => new Promise(() => {}));\ntest.run();`,
    passed: 0,
    failed: 1,
    says: /it exited with 13 before its tests had ended/,
  },
  skips: {
    source: `${uvu}test('a', () => {});\ntest.skip('b', () => {});\ntest.run();`,
    passed: 1,
    failed: 1,
    says: /1 skipped/,
  },
  'runs only one': {
    source: `${uvu}test('a', () => {});\ntest.only('b', () => {});\ntest.run();`,
    passed: 1,
    failed: 1,
    says: /1 skipped/,
  },
  'leaves a process': {
    source: `import { spawn } from 'node:child_process';\n${uvu}test('a', () => {\n  spawn('sleep', ['600'], { stdio: 'ignore', detached: true }).unref();\n});\ntest.run();`,
    passed: 1,
    failed: 1,
    says: /it left processes behind: sleep/,
  },
};

/** These the runner has to end. */
const endless: typeof traps = {
  'never ends': {
    source: `${uvu}test('a', () => new Promise(() => setInterval(() => {}, 1000)));\ntest.run();`,
    passed: 0,
    failed: 1,
    says: /it did not end within 3 s/,
  },
  blocks: { source: `for (;;);`, passed: 0, failed: 1, says: /it did not end within 3 s/ },
};

const green = `${uvu}import * as assert from 'uvu/assert';\ntest('right', () => assert.ok(true));\ntest.run();`;

interface Project {
  files: Record<string, string>;
  words?: string[];
  steps?: string;
  limit?: number;
}

/** Runs the runner on a project made for it; what it printed and its status. */
function runOn({
  files,
  words = [],
  steps = '[]',
  limit = 60_000,
}: Project): Promise<{ status: number | null; output: string; last: string }> {
  const root = mkdtempSync(path.join(tmpdir(), 'runner-'));
  for (const kind of ['unit', 'cli', 'browser']) mkdirSync(path.join(root, 'tests', kind), { recursive: true });
  for (const [file, source] of Object.entries(files)) writeFileSync(path.join(root, 'tests', file), source);
  writeFileSync(path.join(root, 'package.json'), '{ "type": "module" }');
  writeFileSync(
    path.join(root, 'main.ts'),
    `import { run } from ${JSON.stringify(path.join(here, '../runner/index.ts'))};
    import { findTests } from ${JSON.stringify(path.join(here, '../runner/files.ts'))};
    import { command } from ${JSON.stringify(path.join(here, '../runner/steps.ts'))};
    const root = import.meta.dirname;
    await run({ root, files: findTests(root, process.argv.slice(2)), steps: ${steps}, limit: ${limit} });`,
  );
  symlinkSync(path.join(here, '../../node_modules'), path.join(root, 'node_modules'));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [
      '--import',
      import.meta.resolve('tsx'),
      path.join(root, 'main.ts'),
      ...words,
    ]);
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (status) => {
      rmSync(root, { recursive: true });
      resolve({ status, output, last: output.trimEnd().split('\n').at(-1)! });
    });
  });
}

/** Runs the traps, each a file; the runner's report has to be right for each of them and for all. */
async function springs(traps: Record<string, Trap>, limit?: number): Promise<void> {
  const fileOf = (name: string) => `unit/${name.replaceAll(' ', '-')}.test.ts`;
  const files = Object.fromEntries(Object.entries(traps).map(([name, { source }]) => [fileOf(name), source]));
  const { status, output, last } = await runOn({ files, ...(limit && { limit }) });
  const reports = output.split(/^(?=[✓✘] tests)/m);
  const total = { passed: 0, failed: 0 };
  for (const [name, { passed, failed, says }] of Object.entries(traps)) {
    const report = reports.find((report) =>
      report.startsWith(`✘ tests/${fileOf(name)}: ${passed} passed, ${failed} failed (`),
    );
    assert.ok(report, `${passed} passed and ${failed} failed in a file that ${name}:\n${output}`);
    assert.match(report!, says, `a file that ${name}:\n${report}`);
    total.passed += passed;
    total.failed += failed;
  }
  assert.is(last, `${total.passed} passed, ${total.failed} failed`);
  assert.is(status, 1);
}

test('what uvu alone would not report is a failure, counted and explained', () => springs(traps));

test('a file that does not end is ended, and is a failure', () => springs(endless, 3_000));

test('when nothing failed the status is 0', async () => {
  const { status, last } = await runOn({
    files: { 'unit/a.test.ts': green, 'cli/b.test.ts': green, 'browser/c.test.ts': green },
  });
  assert.is(last, '3 passed, 0 failed');
  assert.is(status, 0);
});

test('words choose the files whose path contains one of them', async () => {
  const files = {
    'unit/a.test.ts': green,
    'cli/carry.test.ts': green,
    'browser/b.test.ts': green,
    'browser/carry.test.ts': green,
  };
  const { output, last } = await runOn({ files, words: ['unit', 'carry'] });
  const ran = output.match(/(?<=^✓ )[^:]+/gm)!.sort();
  assert.equal(ran, ['tests/browser/carry.test.ts', 'tests/cli/carry.test.ts', 'tests/unit/a.test.ts']);
  assert.is(last, '3 passed, 0 failed');
});

test('words that choose nothing are a failure', async () => {
  const { status, last } = await runOn({ files: { 'unit/a.test.ts': green }, words: ['carri'] });
  assert.is(last, '0 passed, 1 failed');
  assert.is(status, 1);
});

test('a step that fails is a failure with its output, and the tests that need it do not run', async () => {
  const steps = `[{ name: 'build', run: () => command(root, process.execPath, '-e', 'console.log("no such entry"); process.exit(3)') }]`;
  const { status, output, last } = await runOn({ files: { 'unit/a.test.ts': green }, steps });
  assert.match(output, /^no such entry$[^]*^Failed: build$/m);
  assert.is(last, '0 passed, 1 failed');
  assert.is(status, 1);
});

test('the tests run after a failed step that they do not need', async () => {
  const steps = `[{ name: 'types', goOn: true, run: async () => { throw new Error('a.ts(1,2): error TS2322') } }]`;
  const { status, output, last } = await runOn({ files: { 'unit/a.test.ts': green }, steps });
  assert.match(output, /^a\.ts\(1,2\): error TS2322$/m);
  assert.is(last, '1 passed, 1 failed');
  assert.is(status, 1);
});

test.run();
