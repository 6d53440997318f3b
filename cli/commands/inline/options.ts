/** What `inline` is told on the command line. */
import { type Option, readArguments } from '../../shared/args.js';
import { UserError } from '../../shared/errors.js';
import type { Settings } from '../../shared/inline/element.js';
import { LANGUAGE_NAMES, type LanguageName } from '../../shared/inline/languages.js';
import { bold } from '../../shared/style.js';

export interface InlineOptions {
  settings: Settings;
  /** Absent: as the file is written. */
  language?: LanguageName;
  /** Whether the companion goes with it. */
  card: boolean;
  /** What to do with which files; nothing: print the element. */
  job?: { kind: 'check' | 'write'; files: string[] };
}

const USAGE = 'create-leaddesk-card inline';

const OPTIONS = {
  allow: { type: 'string' },
  keep: { type: 'string' },
  param: { type: 'string' },
  nonce: { type: 'string' },
  for: { type: 'string', choices: LANGUAGE_NAMES },
  card: { type: 'boolean' },
  check: { type: 'string', multiple: true },
  write: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
} as const satisfies Record<string, Option>;

export const help = () => `${bold('Usage')}
  ${USAGE} [options]

Prints the runtime as a script element for the head of each page, and below it
the source that lets it through the page's Content-Security-Policy.

${bold('Options')}
  --for <language>      ${LANGUAGE_NAMES.slice(0, 8).join(', ')},
                        ${LANGUAGE_NAMES.slice(8).join(', ')}
                        (default: by the file's name and content, or html)
  --card                with the companion: the call, the contact, drafts
  --allow <origins>     who may be the host, such as "https://*.desk.example"
                        (default: LeadDesk, and loopback)
  --keep <names>        parameters that links and forms carry on as well
  --param <name>        carries the host's origin (default: ld_referrer)
  --nonce <expression>  what gives the nonce of the page's policy, in the language
  --check <file>...     say whether the runtime in files is current (exit status 1:
                        it is not, 2: it could not be told)
  --write <file>...     insert it into the heads of files, or update it there:
                        into all of them, or none
  -h, --help            show this

${bold('Examples')}
  ${USAGE} --keep "phone call_logs_id" --for php --nonce '$nonce'
  ${USAGE} --write views/head.ejs --nonce nonce
`;

/** @returns the options, or `'help'`. @throws UserError for what is wrong with them. */
export function readInlineOptions(argv: string[]): InlineOptions | 'help' {
  const { values, positionals } = readArguments(argv, OPTIONS, USAGE);
  if (values.help) return 'help';
  const { allow, keep, param, nonce, check, write, card = false } = values;
  if (check && write) throw new UserError('--check and --write exclude each other. Write first, then check.');
  const named = check ?? write;
  if (positionals.length && !named)
    throw new UserError(
      `inline takes no ${JSON.stringify(positionals[0])}. To put the runtime into a file: ${USAGE} --write <file>.`,
    );
  if (param !== undefined && !/^[\w.-]+$/.test(param))
    throw new UserError(`--param takes a name of letters, digits, _, - and ., not ${JSON.stringify(param)}.`);
  if (allow !== undefined) checkOrigins(allow);
  if (keep?.trim() === '') throw new UserError('--keep needs the names of parameters, with spaces between them.');
  return {
    settings: { allow, keep, param, nonce },
    ...(values.for && { language: values.for }),
    card,
    ...(named && { job: { kind: check ? 'check' : 'write', files: [...new Set([...named, ...positionals])] } }),
  };
}

const HOST = String.raw`(?:\*\.)?[a-z\d](?:[a-z\d.-]*[a-z\d])?|\[[\da-f:.]+\]`;
const ORIGIN = new RegExp(String.raw`^https?://(?:${HOST})(?::(?:\d{1,5}|\*))?/?$`, 'i');

/** Refuses what the runtime could not compare with an origin. */
function checkOrigins(allow: string): void {
  const origins = allow.split(/\s+/).filter(Boolean);
  if (!origins.length) throw new UserError('--allow needs origins, such as "https://*.desk.example".');
  for (const origin of origins) {
    const wrong = wrongWith(origin);
    if (wrong !== undefined)
      throw new UserError(
        `--allow ${JSON.stringify(allow.replace(/\/\/[^/\s]*@/g, '//'))}: ${origin.replace(/\/\/.*@/, '//')} ${wrong}. Write origins such as https://desk.example or https://*.desk.example, with spaces between them.`,
      );
  }
}

/** Why an entry allows nothing; nothing where it is an origin. */
function wrongWith(origin: string): string | undefined {
  if (origin === '*') return undefined;
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(origin)) return 'has no scheme';
  if (!/^https?:/i.test(origin)) return 'is no web origin';
  if (/[,;]/.test(origin)) return 'has a comma or semicolon in it';
  if (/^https?:\/\/[^/?#]+(\/.|\?|#)/i.test(origin)) return 'has a path, which an origin has not';
  // The stars stand for parts of an address that is one without them.
  const plain = origin.replace('//*.', '//any.').replace(/:\*\/?$/, '');
  const { host = '', protocol = '' } = URL.canParse(plain) ? new URL(plain) : {};
  if (!ORIGIN.test(origin) || origin.includes('..') || !host) {
    const isNamed = /[^\0-\x7f]/.test(plain) && host.includes('xn--');
    return isNamed ? `has to be written as ${protocol}//${host.replace(/^any\./, '*.')}` : 'has no valid host';
  }
  if (/:\d/.test(plain.replace(/\[.*\]/, '')) && !/:\d+$/.test(host)) return 'has the port that an origin leaves out';
  return undefined;
}
