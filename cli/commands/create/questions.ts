/** What a run has to know before it starts: each answer is an option, else a question's, else the default. */
import path from 'node:path';
import { Cancelled, UserError } from '../../shared/errors.js';
import { printable } from '../../shared/style.js';
import { repositoryAround } from './git.js';
import type { Options } from './options.js';
import { callingManager } from './package-managers.js';
import type { Question } from './prompts.js';
import { pathFromHere } from './shell.js';
import type { Choices } from './steps.js';
import { collisions, contentsOf, fewOf } from './target.js';
import { type CardFile, filesOf, languages, type Template, templateNames, templates } from './templates.js';

const DEFAULT_FOLDER = 'my-card';

/** Everything that a run has to know, and the files that it is about to write. */
export interface Decisions extends Choices {
  /** How the user calls the folder. */
  shown: string;
  files: CardFile[];
}

/**
 * Settles what the options leave open.
 *
 * @throws UserError when a card cannot be made there; Cancelled when the user does not want it.
 */
export async function decide(options: Options): Promise<Decisions> {
  const asks = canAsk(options.yes ?? false);
  const dir = options.dir ?? (asks ? await askFolder() : DEFAULT_FOLDER);
  const folder = path.resolve(dir);
  const shown = printable(pathFromHere(folder)) || 'the current folder';
  const contents = contentsOf(folder, shown);
  const template = options.template ?? (asks ? await askTemplate() : 'static');
  // Who names the template on the command line knows the options: one question less.
  const language = options.lang ?? (asks && !options.template ? await askLanguage() : 'en');
  const files = filesOf(template);
  const replaced = collisions(folder, shown, files);
  const inTheWay = contents.length ? contents : replaced;
  if (inTheWay.length && !options.overwrite) {
    if (!asks) {
      throw new UserError(
        `${shown} is not empty: ${fewOf(inTheWay)}. Choose another folder, or replace the template's own files there with --overwrite.`,
      );
    }
    await askOverwrite(shown, inTheWay, replaced);
  }
  const overwrite = options.overwrite ?? inTheWay.length > 0;
  const manager = options['package-manager'] ?? callingManager(process.env.npm_config_user_agent)?.name ?? 'npm';
  const install = options.install ?? (asks && (await askYesNo(`Install the dependencies with ${manager} now?`)));
  const git = options.git ?? (asks && !repositoryAround(folder) && (await askYesNo('Make it a git repository?')));
  return { folder, shown, template, language, files, overwrite, install, git, manager };
}

/**
 * Whether there is a person to ask: at a terminal that can be read and written, who has not said yes to everything.
 */
export function canAsk(yes: boolean, env: NodeJS.ProcessEnv = process.env): boolean {
  return !yes && !env.CI && process.stdin.isTTY === true && process.stdout.isTTY === true;
}

/** Asks at the terminal. What that needs is loaded only now: most runs ask nothing. */
async function ask<T>(question: Question): Promise<T> {
  const prompts = await import('./prompts.js');
  return prompts.ask<T>(question);
}

function askFolder(): Promise<string> {
  return ask<string>({
    type: 'text',
    message: 'Folder for the new card:',
    initial: DEFAULT_FOLDER,
    format: (answer: string) => answer.trim(),
    fault(answer: string) {
      const dir = answer.trim();
      try {
        contentsOf(path.resolve(dir), dir);
      } catch (error) {
        return (error as Error).message;
      }
      return dir ? undefined : 'A folder needs a name.';
    },
  });
}

function askTemplate(): Promise<Template> {
  return ask<Template>({
    type: 'select',
    message: 'Template:',
    choices: templateNames.map((name) => ({ title: name, value: name, description: templates[name] })),
  });
}

/** Each language is named as its speakers name it. */
function askLanguage(): Promise<string> {
  const name = (language: string) => new Intl.DisplayNames(language, { type: 'language' }).of(language)!;
  return ask<string>({
    type: 'select',
    message: "Language of the card's texts:",
    choices: languages().map((language) => ({ title: name(language), value: language })),
  });
}

async function askOverwrite(shown: string, inTheWay: string[], replaced: string[]): Promise<void> {
  const detail = replaced.length
    ? `replaces ${fewOf(replaced)}, keeps everything else`
    : 'keeps everything that is there';
  const go = await ask<boolean>({
    type: 'select',
    message: `${shown} is not empty (${fewOf(inTheWay)}):`,
    choices: [
      { title: 'Cancel', value: false },
      { title: 'Go on', value: true, description: detail },
    ],
  });
  if (!go) throw new Cancelled();
}

function askYesNo(message: string): Promise<boolean> {
  return ask<boolean>({ type: 'confirm', message, initial: false });
}
