/**
 * `scenario`: who does what, and what the card must send, played in a real browser.
 *
 *   options   the command line
 *   run       plays many                play     plays one          matrix   what came of them, as a table
 *   tab-pool  tabs that are used again
 *
 * The files' format, and how a log becomes one, are in `simulator/scenario/`.
 */
import path from 'node:path';
import type { Command } from '../../shared/command.js';
import { UserError } from '../../shared/errors.js';
import { readBytes } from '../../shared/files.js';
import { parseJson } from '../../shared/json.js';
import { run as startServer } from '../../shared/run-server.js';
import { fillAddress } from '../../simulator/address.js';
import { CONTACTS } from '../../simulator/contacts.js';
import { readLogFile } from '../../simulator/log-file.js';
import { FOLDER, scenarioFiles } from '../../simulator/scenario/files.js';
import { parseScenario, type Scenario, type ScenarioFile } from '../../simulator/scenario/format.js';
import { scenarioFromLog } from '../../simulator/scenario/from-log.js';
import { HELP, readScenarioOptions } from './options.js';
import { runScenarios } from './run.js';

/** Plays scenarios, or makes one from a log. Status 1: a scenario failed. */
export const scenario: Command = async (argv) => {
  const options = readScenarioOptions(argv);
  if (options.command === 'help') return void process.stdout.write(HELP);
  if (options.command === 'from-log') {
    const made = makeScenario(options.file, options.name ?? path.parse(options.file).name);
    return void process.stdout.write(`${JSON.stringify(made, null, 2)}\n`);
  }
  const scenarios = readScenarios(options.files);
  const server = options.run === null ? null : await serve(options.run, options.card);
  try {
    return await runScenarios({ ...options, scenarios });
  } finally {
    await server?.stop();
  }
};

/** @throws UserError when the file is no log, or has nothing in it that could be played. */
function makeScenario(file: string, name: string): ScenarioFile {
  const value = parseJson(readText(file));
  if (value === undefined) throw new UserError(`${file} is no JSON. Export a log from the simulator or the panel.`);
  const log = readLogFile(value);
  if (typeof log === 'string') throw new UserError(`${file}: ${log}`);
  const made = scenarioFromLog(log, name);
  if (!made) throw new UserError(`${file} has no event and no command in it that could be played.`);
  return made;
}

async function serve(command: string, address: string) {
  const interrupted = new Promise<never>(() => {});
  const running = await startServer(command, fillAddress(address, CONTACTS[0]), interrupted);
  return running === 'interrupted' ? null : running;
}

function readScenarios(files: readonly string[]): Map<string, Scenario> {
  const names = files.length ? files : scenarioFiles('');
  if (!names.length)
    throw new UserError(
      `There are no scenarios here: no file ${FOLDER}/*.json. Name the files, or record one with dev.`,
    );
  return new Map(names.map((file) => [file, parseScenario(readText(file), file)]));
}

function readText(file: string): string {
  return readBytes(file).toString('utf8');
}
