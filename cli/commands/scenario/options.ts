/** What `scenario` is told on the command line. */
import { type Option, orList, readArguments } from '../../shared/args.js';
import { UserError } from '../../shared/errors.js';
import { isPreset, PRESET_NAMES, type PresetName } from '../../simulator/presets.js';
import { BROWSERS, type BrowserName } from '../../testing/browsers/index.js';

const USAGE = 'create-leaddesk-card scenario';

export const HELP = `Usage: ${USAGE} run [files] [options]
       ${USAGE} from-log <file> [--name <text>]

run plays scenarios, which are files of who does what and what the card must send,
against a simulated LeadDesk in a real browser. Without files: scenarios/*.json.
Status 1 when one fails, with the step and a screenshot.

  --card <dir|url>    the card: its folder (default: .), or its address with placeholders
  --run <command>     starts the card's own server first, and ends it afterwards
  --preset <names>    also under these presets, comma-separated, or all
                      (${PRESET_NAMES.join(', ')})
  --engine <names>    ${orList(Object.keys(BROWSERS))}, comma-separated (default: chromium)
  --timeout <s>       how long each step may take (default: 15)
  --output <dir>      where screenshots go (default: .leaddesk-card/scenarios)

from-log prints a scenario made from an exported log.

  --name <text>       the scenario's name (default: that of the file)
  -h, --help          show this
`;

export type ScenarioOptions =
  | { command: 'help' }
  | { command: 'from-log'; file: string; name: string | null }
  | {
      command: 'run';
      files: string[];
      card: string;
      run: string | null;
      presets: (PresetName | null)[];
      engines: BrowserName[];
      timeout: number;
      output: string;
    };

const OPTIONS = {
  card: { type: 'string' },
  run: { type: 'string' },
  preset: { type: 'string' },
  engine: { type: 'string' },
  timeout: { type: 'string' },
  output: { type: 'string' },
  name: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies Record<string, Option>;

/** @throws UserError for what is wrong with the command line. */
export function readScenarioOptions(argv: string[]): ScenarioOptions {
  const { values, positionals } = readArguments(argv, OPTIONS, USAGE);
  const [command, ...files] = positionals;
  if (values.help || (command === undefined && !argv.length)) return { command: 'help' };
  if (command === 'from-log') {
    if (files.length !== 1)
      throw new UserError(`from-log takes one log file, not ${files.length}. See ${USAGE} --help.`);
    return { command, file: files[0]!, name: values.name ?? null };
  }
  if (command !== 'run')
    throw new UserError(`scenario ${command ?? ''}: there is run and from-log. See ${USAGE} --help.`);
  const card = values.card ?? '.';
  if (values.run !== undefined && !/^https?:\/\//i.test(card))
    throw new UserError('--run starts the server of a card: say with --card at which address it answers.');
  return {
    command,
    files,
    card,
    run: values.run ?? null,
    presets: [null, ...readPresets(values.preset)],
    engines: readEngines(values.engine ?? 'chromium'),
    timeout: readSeconds(values.timeout ?? '15') * 1000,
    output: values.output ?? '.leaddesk-card/scenarios',
  };
}

function readPresets(text = ''): PresetName[] {
  if (text.trim() === 'all') return PRESET_NAMES;
  const names = list(text);
  const unknown = names.find((name) => !isPreset(name));
  if (unknown !== undefined)
    throw new UserError(`Unknown preset ${JSON.stringify(unknown)}. Choose all, ${orList(PRESET_NAMES)}.`);
  return names as PresetName[];
}

function readEngines(text: string): BrowserName[] {
  const names = list(text);
  const unknown = names.find((name) => !Object.hasOwn(BROWSERS, name));
  if (unknown !== undefined || !names.length)
    throw new UserError(`Unknown engine ${JSON.stringify(unknown ?? text)}. Choose ${orList(Object.keys(BROWSERS))}.`);
  return names as BrowserName[];
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= 600)) throw new UserError(`--timeout ${text}: give seconds, from 0.1 to 600.`);
  return seconds;
}

function list(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  return [...new Set(names.filter(Boolean))];
}
