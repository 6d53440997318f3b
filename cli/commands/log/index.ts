/** `log`: what host and card have said to each other in a running `dev`. */
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { readArguments } from '../../shared/args.js';
import type { Command } from '../../shared/command.js';
import { UserError } from '../../shared/errors.js';
import { cyan, dim, green, red, yellow } from '../../shared/style.js';
import { askDev } from '../../simulator/card/dev-client.js';
import type { Entry } from '../../simulator/log.js';

const USAGE = 'create-leaddesk-card log';

const HELP = `Usage: ${USAGE} [options]

Prints what the simulated LeadDesk and the card have said to each other in the dev that runs in this folder.

  -f, --follow  go on with what is said from now on, until Ctrl-C or the end of dev
  --json        an entry a line, as JSON
  -h, --help    show this
`;

/** Prints the log. Status 1: no dev runs. */
export const log: Command = async (argv) => {
  const options = {
    follow: { type: 'boolean', short: 'f' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  const { values, positionals } = readArguments(argv, options, USAGE);
  if (values.help) return void process.stdout.write(HELP);
  if (positionals.length) throw new UserError(`log takes no ${positionals[0]}. See ${USAGE} --help.`);
  const { body } = await askDev(values.follow ? '/api/log?follow=1' : '/api/log');
  const input = Readable.fromWeb(body as ReadableStream);
  // The end of dev ends the connection, too.
  input.on('error', () => {});
  try {
    for await (const line of createInterface({ input }))
      process.stdout.write(values.json ? `${line}\n` : describe(JSON.parse(line)));
  } catch (error) {
    if (!values.follow) throw error;
  }
};

/** An entry as a line for people; what is wrong with it on a second one. */
function describe({ at, kind, name, page, payload, verdict }: Entry): string {
  const time = dim(new Date(at).toTimeString().slice(0, 8));
  const arrow = { command: cyan('card → LeadDesk'), event: green('LeadDesk → card'), note: dim('note           ') }[
    kind
  ];
  const isFine = verdict.kind === 'valid' || verdict.kind === 'note';
  const what = kind === 'note' ? verdict.text : (payload ?? name);
  const problem = isFine ? '' : `\n         ${(verdict.kind === 'problem' ? yellow : red)(verdict.text)}`;
  return `${time} ${arrow} ${oneLine(what)} ${dim(page)}${kind === 'note' ? '' : problem}\n`;
}

/** Control characters of a message must not reach the terminal. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
