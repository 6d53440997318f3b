/**
 * A process that runs test files one after another, all in the browser that it was told to launch, if any. Sends a
 * `Report` for each file to the process that started it, and prints what a person wants to read of it.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { EngineName } from '../browser/engines/install.js';

export interface Report {
  file: string;
  passed: number;
  failed: number;
  seconds: number;
}

/** What a suite's `.run()` queues when uvu is told to wait, as its own command line does. */
type Suite = () => Promise<[errors: string | true, passed: number, skipped: number, total: number]>;
const queue: Suite[] = [];
Object.assign(globalThis, { UVU_DEFER: 1, UVU_INDEX: 0, UVU_QUEUE: [queue] });

/** What the file that runs has written. It is shown only when the file fails. */
let output = '';
const print = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write = (text: string | Uint8Array) => {
  output += text;
  if (process.connected) process.send!({}); // It goes on.
  return true;
};
process.on('exit', () => print(output));

/** Whoever started this has ended, or wants an end. The driver of a browser hears of a signal too, and closes it. */
const end = () => void setTimeout(() => process.exit(1), 2_000);
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) process.once(signal, end);
process.once('disconnect', end);

let report: Report;
const fail = (what: string, count = 1) => {
  report.failed += count;
  console.log(`\n   FAIL  ${what}`);
};
/** A rejection that nothing handles arrives here too. */
process.on('uncaughtException', ({ stack }) => fail(`nothing caught ${stack}`));

/** Runs a file as the next of this process. Its failures are its own, also those that uvu does not tell. */
async function run(file: string): Promise<void> {
  try {
    const missing = suitesWithoutRun(readFileSync(file, 'utf8'));
    if (missing.length > 0) fail(`without .run(): ${missing.join(', ')}`);
    await import(pathToFileURL(path.resolve(file)).href);
    for (const suite of queue) {
      const [errors, passed, skipped, total] = await suite();
      if (errors !== true) console.log(`\n${errors}`);
      report.passed += passed;
      // After an error in a hook uvu is silent about the tests that it did not run.
      if (total > passed) fail(`${total - passed} of ${total}`, total - passed);
      if (skipped > 0) fail(`${skipped} skipped`, skipped);
    }
  } catch (error) {
    fail(error instanceof Error ? error.stack! : String(error));
  }
  queue.length = 0;
  if (report.passed + report.failed === 0) fail('there is no test');
}

/** The suites of a file that are made but not run, by a look at its text: uvu drops their tests silently. */
function suitesWithoutRun(source: string): string[] {
  const suites = [...source.matchAll(/^const (\w+) = suite\b/gm)].map(([, name]) => name!);
  if (/^import \{[^}]*\btest\b[^}]*\} from 'uvu';$/m.test(source)) suites.push('test');
  return suites.filter((name) => !source.includes(`${name}.run();`));
}

const [name = '', engine = '', ...files] = process.argv.slice(2);
const { launch } = engine ? await import('../browser/engines/index.js') : {};
const browser = await launch?.(engine as EngineName);
if (browser) {
  const { describe } = await import('../browser/engines/capabilities.js');
  print(`${name} ${browser.version}: ${describe(browser.capabilities)}\n`);
}
process.send!({}); // It has started.
for (const file of files) {
  const start = performance.now();
  report = { file, passed: 0, failed: 0, seconds: 0 };
  await run(file);
  report.seconds = (performance.now() - start) / 1000;
  const counts = report.failed > 0 ? `${report.passed} passed, ${report.failed} failed` : `${report.passed} passed`;
  const where = file.includes(name) ? '' : ` ${name}`;
  print(`${report.failed > 0 ? `${output}\n✘` : '✓'} ${file}${where}: ${counts} (${report.seconds.toFixed(1)} s)\n`);
  output = '';
  process.send!(report);
}
await browser?.close();
process.off('disconnect', end).disconnect();
