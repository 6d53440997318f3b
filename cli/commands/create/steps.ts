/** What a person is told in the end: what to do next, and how to have the same again. */
import path from 'node:path';
import { isCheckout, packageName, packageRoot, packageVersion } from '../../shared/package.js';
import { callingManager, executeCommand, installCommand, type PackageManager, runCommand } from './package-managers.js';
import { commandLine, pathFromHere, safePath } from './shell.js';
import type { Template } from './templates.js';

/** What a run has decided. */
export interface Choices {
  /** The card's folder, absolute. */
  folder: string;
  template: Template;
  language: string;
  overwrite: boolean;
  install: boolean;
  git: boolean;
  manager: PackageManager;
}

/** The commands to type next. @param installed whether the dependencies are there already. */
export function nextSteps({ folder, manager }: Choices, installed: boolean): string[] {
  const steps = [runCommand(manager, 'dev')];
  if (!installed) steps.unshift(installCommand(manager));
  if (folder !== process.cwd()) steps.unshift(['cd', safePath(pathFromHere(folder))]);
  return steps.map((step) => commandLine(step));
}

/** One command line that does the same again, without questions. */
export function repeatCommand({ folder, template, language, overwrite, install, git, manager }: Choices): string {
  const caller = callingManager(process.env.npm_config_user_agent);
  const program = isCheckout()
    ? ['node', path.join(packageRoot, 'dist', 'cli.mjs')]
    : executeCommand(caller, `${packageName}@${packageVersion()}`);
  const words = [...program, safePath(pathFromHere(folder)) || '.', '--template', template];
  if (language !== 'en') words.push('--lang', language);
  words.push('--yes');
  if (overwrite) words.push('--overwrite');
  if (install) words.push('--install');
  if (git) words.push('--git');
  if (manager !== (caller?.name ?? 'npm')) words.push('--package-manager', manager);
  return commandLine(words);
}
