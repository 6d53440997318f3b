/** What `check` is told on the command line. */
import { type Option, orList, readArguments } from '../../shared/args.js';
import { UserError } from '../../shared/errors.js';
import { bold, table } from '../../shared/style.js';
import type { Check } from './finding.js';
import { FORMAT_NAMES, type FormatName } from './report/index.js';
import { CHECKS } from './rules/index.js';
import type { WalkOptions } from './walk/index.js';

export interface CheckOptions {
  card: { dir: string } | { url: string };
  format: FormatName;
  checks: readonly Check[];
  /** Whether a browser loads the pages, too. */
  browser: boolean;
  walk: WalkOptions;
}

const USAGE = 'create-leaddesk-card check';

const OPTIONS = {
  format: { type: 'string', choices: FORMAT_NAMES },
  only: { type: 'string' },
  ignore: { type: 'string' },
  browser: { type: 'boolean' },
  follow: { type: 'string', multiple: true },
  skip: { type: 'string', multiple: true },
  insecure: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies Record<string, Option>;

export const help = () => `${bold('Usage')}
  ${USAGE} [dir | url] [options]

Finds what would break a card in LeadDesk: in a folder of pages, or in the pages
of a card that runs, walked by its links and searches. A walk only asks (GET), and
leaves out what by name or markup is an action.

${bold('Options')}
  --format <name>   ${orList(FORMAT_NAMES)} (default: pretty)
  --only <ids>      run only these checks, comma-separated
  --ignore <ids>    run all but these
  --browser         also load each page in Chromium, in a simulated LeadDesk
  --follow <glob>   of an address: visit these although they look like actions
  --skip <glob>     of an address: do not visit these
  --insecure        take any certificate (that of this machine always is taken)
  -h, --help        show this

A comment silences a place, on its line or the line before: ld-check-ignore <ids>
Exit status: 1 when there are errors, 2 when it could not check.

${bold('Checks')}
${table(CHECKS.map(({ id, title }) => [id, title]))}
`;

/** @returns the options, or `'help'`. @throws UserError for what is wrong with them. */
export function readCheckOptions(argv: string[]): CheckOptions | 'help' {
  const { values, positionals } = readArguments(argv, OPTIONS, USAGE);
  if (values.help) return 'help';
  if (positionals.length > 1)
    throw new UserError(`check takes one folder or address, not ${positionals.length}: ${positionals.join(', ')}.`);
  const only = values.only === undefined ? null : readIds(values.only);
  const ignored = readIds(values.ignore ?? '');
  return {
    card: readCard(positionals[0] ?? '.'),
    format: values.format ?? 'pretty',
    checks: CHECKS.filter(({ id }) => (only === null || only.includes(id)) && !ignored.includes(id)),
    browser: values.browser ?? false,
    walk: { follow: values.follow ?? [], skip: values.skip ?? [], insecure: values.insecure ?? false },
  };
}

function readCard(text: string): CheckOptions['card'] {
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(text)) return { dir: text };
  if (!/^https?:/i.test(text) || !URL.canParse(text))
    throw new UserError(
      `${text.replace(/\/\/[^/?#]*@/, '//')} is not a web address. Write it as https://card.example/.`,
    );
  return { url: text };
}

function readIds(text: string): string[] {
  const ids = text
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean);
  const unknown = ids.find((id) => !CHECKS.some((check) => check.id === id));
  if (unknown !== undefined)
    throw new UserError(
      `There is no check ${JSON.stringify(unknown)}. There are ${CHECKS.map(({ id }) => id).join(', ')}.`,
    );
  return ids;
}
