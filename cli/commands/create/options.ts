/** The options of the scaffolding, and what they leave open. */
import { readArguments } from '../../shared/args.js';
import { UserError } from '../../shared/errors.js';
import { packageName } from '../../shared/package.js';
import { packageManagers } from './package-managers.js';
import { refuseSwallowed } from './swallowed.js';
import { languages, templateNames } from './templates.js';
import { refuseCommandWords } from './words.js';

const OPTIONS = {
  template: { type: 'string', short: 't', choices: templateNames },
  lang: { type: 'string' },
  yes: { type: 'boolean', short: 'y' },
  overwrite: { type: 'boolean' },
  install: { type: 'boolean', negatable: true },
  git: { type: 'boolean', negatable: true },
  'package-manager': { type: 'string', choices: packageManagers },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/**
 * Reads the command line of the scaffolding.
 *
 * @param commands the names of the commands, which are no folder's.
 * @throws UserError for what it does not know, and for more than one folder.
 */
export function readOptions(argv: string[], commands: readonly string[], env: NodeJS.ProcessEnv = process.env) {
  const { values, positionals } = readArguments(
    argv,
    { ...OPTIONS, lang: { type: 'string', choices: languages() } },
    packageName,
  );
  if (!values.help && !values.version) {
    refuseSwallowed(values, positionals, env);
    refuseCommandWords(positionals, commands);
  }
  const [dir, ...more] = positionals;
  if (more.length) {
    throw new UserError(
      `One folder at a time, not ${positionals.length}: ${positionals.join(', ')}. Quote a name that has spaces.`,
    );
  }
  if (dir === '') throw new UserError("The folder's name is empty. Leave it out, or give one.");
  return { dir, ...values };
}

export type Options = ReturnType<typeof readOptions>;
