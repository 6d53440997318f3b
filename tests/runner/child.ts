/** Runs one test file to its end, and reports `{ passed, failed }` on pipe 3 to the process that started this one. */
import { writeSync } from 'node:fs';
import { register } from 'node:module';
import { pathToFileURL } from 'node:url';
import { folderVariable, type Report } from './process.js';

// Only now: tsx has its cache in the common folder.
process.env['TMPDIR'] = process.env[folderVariable];

/** What a suite's `.run()` queues when uvu is told to wait, as its own command line does. */
type Suite = () => Promise<[errors: string | true, passed: number, skipped: number, total: number]>;
const queue: Suite[] = [];
Object.assign(globalThis, { UVU_DEFER: 1, UVU_INDEX: 0, UVU_QUEUE: [queue] });

const report: Report = { passed: 0, failed: 0 };
const fail = (what: string, count = 1) => {
  report.failed += count;
  console.log(`\n   FAIL  ${what}`);
};

/** A rejection that nothing handles arrives here too. Once the report is out, the status has to tell. */
process.on('uncaughtException', ({ stack }) => {
  fail(`nothing caught ${stack}`);
  process.exitCode = 1;
});

const watched = import.meta.resolve('./uvu.ts');
register('./hooks.ts', { parentURL: import.meta.url, data: watched });
const { hookErrors, waiting } = (await import(watched)) as typeof import('./uvu.js');

try {
  await import(pathToFileURL(process.argv[2]!).href);
} catch (error) {
  fail(`importing the file: ${error instanceof Error ? error.stack : error}`);
}
for (const suite of queue) {
  const [errors, passed, skipped, total] = await suite();
  if (errors !== true) console.log(`\n${errors}`);
  report.passed += passed;
  report.failed += total - passed;
  if (skipped > 0) fail(`${skipped} skipped`, skipped);
}
for (const { hook, error } of hookErrors) fail(`${hook}: ${error.stack}`);
for (const { suite, tests } of waiting) if (tests > 0) fail(`${tests} without .run() ${suite}`.trim(), tests);
if (report.passed + report.failed === 0) fail('there is no test');

process.exitCode = 0;
writeSync(3, JSON.stringify(report));
