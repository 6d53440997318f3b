/** What `check` is told on the command line. */
import path from 'node:path';
import { type Option, orList, readArguments } from '../../shared/args.js';
import { UserError } from '../../shared/errors.js';
import { bold, table } from '../../shared/style.js';
import type { Check } from './finding.js';
import type { Scope } from './fix/fixers.js';
import { FORMAT_NAMES, type FormatName } from './report/index.js';
import { CHECKS } from './rules/index.js';
import { type Excluded, readSettings, type Settings } from './settings.js';
import type { WalkOptions } from './walk/index.js';

export interface CheckOptions {
  card: { dir: string } | { url: string };
  format: FormatName;
  checks: readonly Check[];
  /** Files that are left out. */
  excluded: readonly Excluded[];
  /** More warnings than this are a failure. */
  maxWarnings: number;
  /** The command that starts the card's server. */
  run?: string;
  /** Whether a browser loads the pages, too. */
  browser: boolean;
  walk: WalkOptions;
  /** What is mended; absent: nothing. */
  fix?: { scope: Scope; isDry: boolean; isForced: boolean };
}

const USAGE = 'create-leaddesk-card check';

const OPTIONS = {
  format: { type: 'string', choices: FORMAT_NAMES },
  only: { type: 'string' },
  ignore: { type: 'string' },
  browser: { type: 'boolean' },
  fix: { type: 'boolean', choices: ['links'] },
  'dry-run': { type: 'boolean' },
  force: { type: 'boolean' },
  exclude: { type: 'string', multiple: true },
  'max-warnings': { type: 'string' },
  run: { type: 'string' },
  follow: { type: 'string', multiple: true },
  skip: { type: 'string', multiple: true },
  insecure: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies Record<string, Option>;

export const help = () => `${bold('Usage')}
  ${USAGE} [dir | url] [options]

Finds what would break a card in LeadDesk: in a folder of pages, or in the pages
of a card that runs, walked by its links and searches. A walk only asks (GET), and
leaves out what by name or markup is an action, and what is left after 200 pages or
two minutes. It lists what it left out.

${bold('Options')}
  --format <name>   ${orList(FORMAT_NAMES)} (default: pretty)
  --only <ids>      run only these checks, comma-separated
  --ignore <ids>    run all but these
  --fix             mend in the folder what needs no guess, and check again
  --fix=links       also open other sites in a new tab, and take out _top and _parent
  --dry-run         show what --fix would change, and change nothing
  --force           mend outside of git, and what is not committed
  --exclude <glob>  leave out files of the folder, besides those that git ignores
  --max-warnings <n>  fail where there are more
  --browser         also load each page in Chromium, in a simulated LeadDesk
  --run <command>   start the card's server, check the address, end the server
  --follow <glob>   of an address: visit these although they look like actions
  --skip <glob>     of an address: do not visit these
  --insecure        take any certificate (that of this machine always is taken)
  -h, --help        show this

A comment silences a place, on its line or the line before: ld-check-ignore <ids>
The same in package.json: "leaddesk-card": { "check": { "exclude": ["old/**"],
"ignore": ["cookie"], "only": […], "maxWarnings": 0, "follow": […], "skip": […] } }
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
  const card = readCard(positionals[0] ?? '.');
  if (values.run !== undefined && 'dir' in card)
    throw new UserError('--run needs the address at which the command serves the card: check --run <command> <url>.');
  const fix = readFix(values.fix, values['dry-run'] ?? false, values.force ?? false);
  if (fix && (!('dir' in card) || values.browser))
    throw new UserError('--fix mends the files of a folder: check --fix <dir>. Check the running card after that.');
  const { settings, folder } = readSettings('dir' in card ? card.dir : '.');
  const inSettings = (ids: readonly string[]) => readIds(ids, `${path.join(folder, 'package.json')}: `);
  const only = values.only === undefined ? settings.only && inSettings(settings.only) : readIds([values.only]);
  if (only?.length === 0) throw new UserError('--only names no check, so nothing would be checked.');
  const ignored = [...inSettings(settings.ignore ?? []), ...readIds([values.ignore ?? ''])];
  return {
    card,
    format: values.format ?? 'pretty',
    checks: CHECKS.filter(({ id }) => (only === undefined || only.includes(id)) && !ignored.includes(id)),
    browser: values.browser ?? false,
    excluded: [
      { globs: settings.exclude ?? [], folder },
      { globs: values.exclude ?? [], folder: 'dir' in card ? card.dir : '.' },
    ],
    maxWarnings: readLimit(values['max-warnings'], settings),
    ...(values.run !== undefined && { run: values.run }),
    ...(fix && { fix }),
    walk: {
      follow: [...(settings.follow ?? []), ...(values.follow ?? [])],
      skip: [...(settings.skip ?? []), ...(values.skip ?? [])],
      insecure: values.insecure ?? false,
    },
  };
}

function readFix(fix: boolean | 'links' | undefined, isDry: boolean, isForced: boolean): CheckOptions['fix'] {
  if (!fix && isForced && !isDry) throw new UserError('--force belongs to --fix. Give both, or leave it out.');
  return fix || isDry ? { scope: fix === 'links' ? 'links' : 'safe', isDry, isForced } : undefined;
}

function readLimit(text: string | undefined, { maxWarnings = Number.POSITIVE_INFINITY }: Settings): number {
  if (text === undefined) return maxWarnings;
  if (!/^\d{1,9}$/.test(text))
    throw new UserError(`--max-warnings takes a number from 0 on, not ${JSON.stringify(text)}.`);
  return Number(text);
}

function readCard(text: string): CheckOptions['card'] {
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(text)) return { dir: text };
  if (!/^https?:/i.test(text) || !URL.canParse(text))
    throw new UserError(`${text.replace(/\/\/[^]*@/, '//')} is not a web address. Write it as https://card.example/.`);
  return { url: text };
}

/** @param where they are said, for the error. */
function readIds(texts: readonly string[], where = ''): string[] {
  const ids = texts
    .flatMap((text) => text.split(','))
    .map((id) => id.trim())
    .filter(Boolean);
  const unknown = ids.find((id) => !CHECKS.some((check) => check.id === id));
  if (unknown !== undefined)
    throw new UserError(
      `${where}There is no check ${JSON.stringify(unknown)}. There are ${CHECKS.map(({ id }) => id).join(', ')}.`,
    );
  return ids;
}
