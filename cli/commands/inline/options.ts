/** What `inline` is told on the command line. */
import { type Option, readArguments } from '../../shared/args.js';
import { UserError } from '../../shared/errors.js';
import { bold } from '../../shared/style.js';
import type { Settings } from './element.js';
import { LANGUAGE_NAMES, type LanguageName, languageOf } from './languages.js';

export interface InlineOptions {
  settings: Settings;
  language: LanguageName;
  /** What to do with which file; nothing: print the element. */
  job?: { kind: 'check' | 'write'; file: string };
}

const USAGE = 'create-leaddesk-card inline';

const OPTIONS = {
  allow: { type: 'string' },
  keep: { type: 'string' },
  param: { type: 'string' },
  nonce: { type: 'string' },
  for: { type: 'string', choices: LANGUAGE_NAMES },
  check: { type: 'string' },
  write: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies Record<string, Option>;

export const help = () => `${bold('Usage')}
  ${USAGE} [options]

Prints the runtime as a script element for the head of each page, and below it
the source that lets it through the page's Content-Security-Policy.

${bold('Options')}
  --for <language>      ${LANGUAGE_NAMES.join(', ')}
                        (default: by the file's name, or html)
  --allow <origins>     who may be the host (default: LeadDesk, and loopback)
  --keep <names>        parameters that links and forms carry on as well
  --param <name>        carries the host's origin (default: ld_referrer)
  --nonce <expression>  what gives the nonce of the page's policy, in the language
  --check <file>        say whether the runtime in a file is current (exit status 1:
                        it is not, 2: it could not be told)
  --write <file>        insert it into a file's head, or update it there
  -h, --help            show this

${bold('Examples')}
  ${USAGE} --keep "phone call_logs_id" --for php --nonce '$nonce'
  ${USAGE} --write views/head.ejs --nonce nonce
`;

/** @returns the options, or `'help'`. @throws UserError for what is wrong with them. */
export function readInlineOptions(argv: string[]): InlineOptions | 'help' {
  const { values, positionals } = readArguments(argv, OPTIONS, USAGE);
  if (values.help) return 'help';
  if (positionals.length)
    throw new UserError(
      `inline takes no ${JSON.stringify(positionals[0])}. To put the runtime into a file: ${USAGE} --write <file>.`,
    );
  const { allow, keep, param, nonce, check, write } = values;
  if (check !== undefined && write !== undefined)
    throw new UserError('--check and --write exclude each other. Write first, then check.');
  if (param !== undefined && !/^[\w.-]+$/.test(param))
    throw new UserError(`--param takes a name of letters, digits, _, - and ., not ${JSON.stringify(param)}.`);
  const file = check ?? write;
  return {
    settings: { allow, keep, param, nonce },
    language: values.for ?? (file === undefined ? 'html' : languageOf(file)),
    ...(file !== undefined && { job: { kind: check === undefined ? 'write' : 'check', file } }),
  };
}
