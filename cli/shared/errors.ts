/**
 * An error meant for a person: one line that says what happened, to what, and what to do.
 *
 * Each command is a bundle with a copy of its own of these classes, so `instanceof` goes by the name.
 */
export class UserError extends Error {
  static [Symbol.hasInstance](thrown: unknown): boolean {
    return thrown instanceof Error && (thrown.name === 'UserError' || thrown.name === 'Cancelled');
  }

  /** @param status the exit status of the process. */
  constructor(
    message: string,
    readonly status = 1,
  ) {
    super(message);
    this.name = 'UserError';
  }
}

/** The user's Ctrl-C, or another way of saying no: one line and the status that shells give it. */
export class Cancelled extends UserError {
  static override [Symbol.hasInstance](thrown: unknown): boolean {
    return thrown instanceof Error && thrown.name === 'Cancelled';
  }

  constructor(message = 'Cancelled: nothing was changed.', status = 130) {
    super(message, status);
    this.name = 'Cancelled';
  }
}
