import type { Check } from '../finding.js';

export const syntaxError: Check = {
  id: 'syntax-error',
  severity: 'error',
  title: 'a script that the browser does not run, because of a syntax error',
  *script({ problem }) {
    if (!problem || !/^(syntax|curly)$/.test(problem.kind)) return;
    yield {
      at: problem.at,
      effect: `The browser does not run this script at all, so what it does for the agent does not work: ${clause(problem.message)}.`,
      fix:
        problem.kind === 'curly'
          ? 'Write straight quotation marks (" or \'): text that was copied from a web page or a word processor has others.'
          : 'Correct the syntax at this place.',
    };
  },
};

/** A parser's message as a part of a sentence. */
function clause(message: string): string {
  return message.replace(/\.$/, '').replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}
