/** The longest that a test waits for something that does not come, in milliseconds. */
const WAIT_TIMEOUT_MS = 10_000;

/**
 * Waits for a condition, never for time: asks again until the answer is truthy, and returns it.
 * An error counts as "not yet": a page may be between two documents. The last one is told when the limit is over.
 *
 * @param what completes the sentence "Waited in vain for …".
 * @param progress for what takes long on a busy machine: while its answers differ, the limit begins again.
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  what: string,
  limit = WAIT_TIMEOUT_MS,
  progress: () => unknown = () => undefined,
): Promise<Truthy<T>> {
  let end = Date.now() + limit;
  let last: unknown;
  let reached: unknown;
  for (let pause = 2; ; pause = Math.min(pause * 2, 50)) {
    try {
      const answer = await within(Promise.resolve(condition()), 'an answer', Math.max(end - Date.now(), 0));
      if (answer) return answer as Truthy<T>;
      last = answer;
    } catch (error) {
      // An answer that is cut short says less than the one before it.
      if (!(error instanceof TimeoutError && last !== undefined)) last = error;
    }
    if (Date.now() >= end) {
      const now = await progress();
      if (now !== reached) {
        reached = now;
        end = Date.now() + limit;
        continue;
      }
      const reason = last instanceof Error ? last.message : `the last answer was ${JSON.stringify(last)}`;
      throw new Error(`Waited in vain for ${what}: ${reason}`, { cause: last });
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

export type Truthy<T> = Exclude<T, false | '' | 0 | null | undefined>;

class TimeoutError extends Error {}

/** Fails a promise that has not settled within the limit, so that nothing a page does can hang a test. */
export function within<T>(promise: Promise<T>, what: string, limit = WAIT_TIMEOUT_MS): Promise<T> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeoutError(`${what} took longer than ${limit / 1000} s`)), limit);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
