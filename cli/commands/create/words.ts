/** Words that were meant as a command. They are no name of a folder: to make a card there would surprise. */
import { meant } from '../../../runtime/debug/names.js';
import { cardAround, runsProgram } from '../../shared/card.js';
import { UserError } from '../../shared/errors.js';
import { packageName } from '../../shared/package.js';

/** Options that people write as commands. */
const OPTIONS = ['help', 'version'];

/** What commands of ours are called elsewhere. */
const ELSEWHERE: Record<string, string> = {
  usage: '--help',
  start: 'dev',
  serve: 'dev',
  run: 'dev',
  preview: 'dev',
  simulate: 'dev',
  lint: 'check',
  validate: 'check',
  verify: 'check',
  page: 'add page',
};

/** Words that ask for what the program does without them. */
const NEEDLESS = ['new', 'create', 'init', 'make', 'scaffold'];

/**
 * @param words of the command line that are no options; the first would be the folder.
 * @param commands the names of the commands.
 * @throws UserError when the first word was meant as a command, or is an unknown one inside a card.
 */
export function refuseCommandWords(words: readonly string[], commands: readonly string[], cwd = process.cwd()): void {
  const [word = '', next] = words;
  // What has a dot, a digit or a slash was not meant as a command.
  if (!/^[a-z_-]+$/i.test(word)) return;
  const asFolder = `For a card in a folder of that name: ${packageName} ./${word}`;
  const plain = word.toLowerCase();
  if (NEEDLESS.includes(plain))
    throw new UserError(`Leave "${word}" out: ${packageName} ${next ?? 'my-card'}. ${asFolder}`);
  const near = meant(word, [...commands, ...OPTIONS]);
  const command = near && OPTIONS.includes(near) ? `--${near}` : (near ?? ELSEWHERE[plain]);
  if (command)
    throw new UserError(`There is no command "${word}". Did you mean ${packageName} ${command}? ${asFolder}`);
  const card = cardAround(cwd);
  if (card && runsProgram(card))
    throw new UserError(`There is no command "${word}". In a card there are ${commands.join(', ')}. ${asFolder}`);
}
