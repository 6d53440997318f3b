/**
 * Runs test files written for uvu, and believes none of them: what uvu reports as success without having run it is a
 * failure here.
 *
 *   files   which files      steps   what has to succeed before      process   one file in a process of its own
 *   child   that process     uvu     uvu, with what it hides         hooks     puts it in uvu's place
 */
import { isBrowserTest } from './files.js';
import { type Outcome, runFile } from './process.js';
import type { Step } from './steps.js';

export interface Run {
  /** Where paths start. */
  root: string;
  files: string[];
  steps?: Step[];
  /** In milliseconds, for each file. */
  limit?: number;
}

/** Runs the steps, then the files. Prints what happened, last `N passed, N failed`, and sets the exit status. */
export async function run({ root, files, steps = [], limit = 600_000 }: Run): Promise<void> {
  const total = { passed: 0, failed: 0 };
  const failures: string[] = [];
  const fail = (what: string, count = 1) => {
    total.failed += count;
    failures.push(what);
  };
  const runAll = async (files: string[], atOnce: number) => {
    const queue = files.values();
    const lane = async () => {
      for (const file of queue) {
        const outcome = await runFile(root, file, limit);
        console.log(describe(file, outcome));
        total.passed += outcome.passed;
        if (outcome.failed > 0) fail(file, outcome.failed);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
  };

  if (files.length === 0) fail('no test file matches');
  if (await succeed(steps, fail)) {
    await runAll(
      files.filter((file) => !isBrowserTest(file)),
      2,
    );
    await runAll(files.filter(isBrowserTest), 1);
  }
  if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

/** Whether the tests may run. */
async function succeed(steps: Step[], fail: (what: string) => void): Promise<boolean> {
  for (const step of steps) {
    try {
      await step.run();
    } catch (error) {
      console.log(error instanceof Error ? error.message : error);
      fail(step.name);
      if (!step.goOn) return false;
    }
  }
  return true;
}

function describe(file: string, { passed, failed, output, problems, seconds }: Outcome): string {
  const counts = failed > 0 ? `✘ ${file}: ${passed} passed, ${failed} failed` : `✓ ${file}: ${passed} passed`;
  const parts = [
    `${counts} (${seconds.toFixed(1)} s)`,
    output.trimEnd(),
    ...problems.map((problem) => `   FAIL  it ${problem}`),
  ];
  return parts.filter((part) => part !== '').join('\n');
}
