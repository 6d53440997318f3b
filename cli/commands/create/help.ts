/** The help of the program and of its first command. */
import type { CommandEntry } from '../../shared/command.js';
import { packageVersion } from '../../shared/package.js';
import { bold, table } from '../../shared/style.js';
import { templates } from './templates.js';

/** What `--help` prints. */
export function help(commands: Record<string, CommandEntry>): string {
  return `create-leaddesk-card ${packageVersion()}
Contact cards for LeadDesk that keep talking to LeadDesk from every page.

${bold('Usage')}
  npm create leaddesk-card@latest [dir] -- [options]
  npx create-leaddesk-card [dir] [options]
  npx create-leaddesk-card <command> [options]

Without a command it makes a new card in dir. At a terminal it asks for what the
options leave open; elsewhere, in CI and with --yes it takes the defaults.

${bold('Options')}
${table([
  ['-t, --template <name>', 'one of those below (default: static)'],
  ['--lang <language>', 'texts of the card: en, fi or sv (default: en)'],
  ['-y, --yes', 'ask nothing'],
  ['--overwrite', "replace the template's files in a folder in use"],
  ['--install, --no-install', 'install the dependencies (default: no)'],
  ['--git, --no-git', 'make the card a git repository (default: no)'],
  ['--package-manager <name>', 'npm, pnpm, yarn or bun (default: the calling one)'],
  ['-h, --help', 'print this'],
  ['-v, --version', 'print the version'],
])}

${bold('Templates')}
${table(Object.entries(templates))}

${bold('Commands')}
${table(Object.values(commands).map(({ usage, summary }) => [usage, summary]))}

Each command has its own --help. A folder called like a command is written as
a path, such as ./dev.

${bold('Examples')}
  npx create-leaddesk-card                                asks for everything
  npx create-leaddesk-card my-card --template php --yes   asks for nothing
  npx create-leaddesk-card . --overwrite                  in the current folder
`;
}
