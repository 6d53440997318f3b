/** An error meant for a person: one line that says what happened, to what, and what to do. */
export class UserError extends Error {
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
  constructor(message = 'Cancelled: nothing was changed.', status = 130) {
    super(message, status);
    this.name = 'Cancelled';
  }
}
