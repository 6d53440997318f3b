/** The one way in which files are written: in a transaction that a failure or a signal takes back. */

import { explained } from './failures.js';
import { interruptible } from './signals.js';
import { Transaction } from './transaction.js';

/**
 * Writes files, all of them or none.
 *
 * @param failing what is said of a failure, such as `Cannot write my-card`.
 * @throws UserError for the file system's errors, with everything as it was before.
 */
export async function allOrNothing(failing: string, write: (files: Transaction) => void): Promise<void> {
  const files = new Transaction();
  try {
    await interruptible(
      () => write(files),
      () => files.rollback(),
    );
    files.commit();
  } catch (error) {
    files.rollback();
    throw explained(error, failing);
  }
}
