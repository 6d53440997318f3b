/** uvu as the tests see it, except that what it hides is kept: errors of hooks, and suites that nobody runs. */
import { inspect } from 'node:util';
import type { Callback, Test } from 'uvu';
import * as uvu from 'uvu';

/** Errors of hooks: uvu drops them, and the tests that have not run yet with them. */
export const hookErrors: { hook: string; error: Error }[] = [];

/** How many tests each suite has that no `.run()` came after. */
export const waiting: { suite: string; tests: number }[] = [];

export const suite: typeof uvu.suite = (name = '', state) => watch(uvu.suite(name, state), name);

export const test = watch(uvu.test, '');

export const exec = uvu.exec;

function watch<T>(original: Test<T>, suite: string): Test<T> {
  const entry = { suite, tests: 0 };
  waiting.push(entry);

  const note = (hook: string) => (error: Error) => void hookErrors.push({ hook: `${hook} ${suite}`.trim(), error });
  const adding = (add: (name: string, handler: Callback<T>) => void) => (name: string, handler: Callback<T>) => {
    entry.tests++;
    add(name, guard(handler, rethrow));
  };
  return Object.assign(adding(original), {
    only: adding(original.only),
    skip() {
      entry.tests++;
      original.skip();
    },
    before: Object.assign(
      (hook: Callback<T>) =>
        original.before(
          guard(hook, (error) => {
            note('before')(error);
            throw error;
          }),
        ),
      { each: (hook: Callback<T>) => original.before.each(guard(hook, rethrow)) },
    ),
    after: Object.assign((hook: Callback<T>) => original.after(guard(hook, note('after'))), {
      each: (hook: Callback<T>) => original.after.each(guard(hook, note('after.each'))),
    }),
    run() {
      entry.tests = 0;
      original.run();
    },
  });
}

/** uvu reads properties of what was thrown, and gives up on the suite where `undefined` or the like has none. */
function guard<T>(callback: Callback<T>, onError: (error: Error) => void): Callback<T> {
  return async (context) => {
    try {
      await callback(context);
    } catch (error) {
      onError(error instanceof Error ? error : new Error(`threw ${inspect(error)}`));
    }
  };
}

function rethrow(error: Error): never {
  throw error;
}
