/** The command line of `dev`. */
import { type Option, readArguments } from '../../shared/args.js';
import { UserError } from '../../shared/errors.js';
import type { StartOptions } from '../../simulator/card/start.js';
import { isPreset, PRESET_NAMES, type PresetName } from '../../simulator/presets.js';

export interface DevOptions extends StartOptions {
  /** The command that starts the card's own server. */
  run: string | null;
  /** Whether to open the simulator in the browser. */
  open: boolean;
  /** Whether the card is served over https. */
  https: boolean;
}

const OPTIONS = {
  run: { type: 'string' },
  port: { type: 'string' },
  'host-port': { type: 'string' },
  open: { type: 'boolean' },
  reload: { type: 'boolean', negatable: true },
  proxy: { type: 'boolean', negatable: true },
  https: { type: 'boolean' },
  preset: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies Record<string, Option>;

const USAGE = 'create-leaddesk-card dev';

export const HELP = `Usage: ${USAGE} [dir | url]

Runs a card in a simulated LeadDesk: a folder of pages, or any card that runs already.

  --run <command>     start the card's own server first, and end it again; needs its url
  --port <n>          the card's port (4100; the next free one if it is busy)
  --host-port <n>     the simulator's port (4200; likewise)
  --preset <names>    begin under conditions, comma-separated:
                      ${PRESET_NAMES.slice(0, 6).join(', ')},
                      ${PRESET_NAMES.slice(6).join(', ')}
  --open              open the simulator in the browser
  --https             serve the card over https, with a certificate for this machine
  --no-reload         do not watch the card's files
  --proxy             frame a url through this server (--no-proxy: directly);
                      when neither is given: only what runs on this machine, over http
  -h, --help          show this
`;

/** @returns the options, or `'help'`. @throws UserError for what is wrong with them. */
export function readDevOptions(argv: string[]): DevOptions | 'help' {
  const { values, positionals } = readArguments(argv, OPTIONS, USAGE);
  if (values.help) return 'help';
  if (positionals.length > 1)
    throw new UserError(`dev takes one folder or address, not ${positionals.length}: ${positionals.join(', ')}.`);
  const card = readCard(positionals[0] ?? '.');
  if (values.run !== undefined && !('url' in card)) {
    throw new UserError(
      '--run needs the address at which its server answers: dev --run "php -S 127.0.0.1:8000" http://127.0.0.1:8000/',
    );
  }
  return {
    card,
    run: values.run ?? null,
    port: readPort('--port', values.port, 4100),
    hostPort: readPort('--host-port', values['host-port'], 4200),
    open: values.open ?? false,
    https: values.https ?? false,
    reload: values.reload ?? true,
    proxy: values.proxy ?? null,
    presets: readPresets(values.preset),
  };
}

function readCard(text: string): DevOptions['card'] {
  // `0.0.0.0` is what servers print that listen everywhere; browsers do not go there.
  const everywhere = /^https?:\/\/(0\.0\.0\.0|\[::\])(?=[:/?#]|$)/i.exec(text);
  if (everywhere) return readCard(text.replace(everywhere[1]!, '127.0.0.1'));
  if (/^(localhost|\d+(\.\d+){3}|\[[\da-f:]+\])?:\d+(\/|$)/i.test(text))
    throw new UserError(
      `${text} is no folder. For a card that runs there, write http://${text.replace(/^:/, 'localhost:')}`,
    );
  if (!/^https?:\/\//i.test(text)) return { dir: text };
  // Braces are no part of an address to URL's eyes, but it keeps them, encoded; what the user wrote is what counts.
  if (!URL.canParse(text)) throw new UserError(`${text} is not an address. Write it as http://127.0.0.1:8000/.`);
  return { url: text };
}

function readPort(option: string, value: string | undefined, usual: number): number {
  if (value === undefined) return usual;
  const port = /^\d{1,5}$/.test(value) ? Number(value) : NaN;
  if (!(port < 65536)) throw new UserError(`${option} takes a number from 0 to 65535, not ${JSON.stringify(value)}.`);
  return port;
}

function readPresets(value: string | undefined): PresetName[] {
  const names =
    value
      ?.split(',')
      .map((name) => name.trim())
      .filter(Boolean) ?? [];
  const unknown = names.find((name) => !isPreset(name));
  if (unknown !== undefined)
    throw new UserError(`Unknown preset ${JSON.stringify(unknown)}. There are ${PRESET_NAMES.join(', ')}.`);
  return names as PresetName[];
}
