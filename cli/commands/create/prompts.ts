/** Questions to a person at a terminal, with an answer to each thing that the prompts leave open. */
import type { PromptObject } from 'prompts';
import { Cancelled, UserError } from '../../shared/errors.js';
import { hasColor } from '../../shared/style.js';
import { Keyboard } from './keyboard.js';

/** A question: what the prompts take, and what is wrong with an answer. */
export type Question = Omit<PromptObject<'answer'>, 'name' | 'validate' | 'stdin'> & {
  fault?: (answer: any) => string | undefined;
};

let keyboard: Keyboard | undefined;

/**
 * Asks one question.
 *
 * @throws Cancelled on Ctrl-C, Ctrl-D and Escape, and when the terminal goes away.
 * @throws UserError for an answer that its `fault` finds, however the answer got past the prompt.
 */
export async function ask<T>({ fault = () => undefined, ...question }: Question): Promise<T> {
  const prompts = await loadPrompts();
  const stdin = (keyboard ??= new Keyboard(process.stdin));
  const answered = prompts(
    { ...question, name: 'answer', validate: (answer: unknown) => fault(answer) ?? true, stdin: stdin as never },
    {
      // Without this, what was answered so far would pass for an answer.
      onCancel() {
        throw new Cancelled();
      },
    },
  );
  // When the input ends, the prompt itself would wait forever, and the process end as if all were well.
  const hangup = stdin.hangup.then(() => {
    throw new Cancelled();
  });
  const { answer } = await Promise.race([answered, hangup]);
  const found = fault(answer);
  if (found) throw new UserError(found);
  return answer as T;
}

/** Loads the prompts without colour where there is to be none: theirs is decided at load, and not by `NO_COLOR`. */
async function loadPrompts() {
  const { FORCE_COLOR } = process.env;
  if (!hasColor(process.stdout)) process.env.FORCE_COLOR = '0';
  try {
    return (await import('prompts')).default;
  } finally {
    if (FORCE_COLOR === undefined) delete process.env.FORCE_COLOR;
    else process.env.FORCE_COLOR = FORCE_COLOR;
  }
}
