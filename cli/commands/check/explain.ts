/** `explain`: a check's page at a terminal. */
import { readArguments } from '../../shared/args.js';
import type { Command } from '../../shared/command.js';
import { UserError } from '../../shared/errors.js';
import { bold, cyan, dim, table } from '../../shared/style.js';
import { checkNamed, pageAbout } from './explanations/index.js';
import { CHECKS } from './rules/index.js';

const USAGE = 'create-leaddesk-card explain';

const help = () => `${bold('Usage')}
  ${USAGE} <check>

Says why a finding of check matters, and what to do about it: before and after,
and how PHP, Express, Laravel, nginx and Apache do it.

${bold('Checks')}
${table(CHECKS.map(({ id, title }) => [id, title]))}
`;

/** Prints the page about a check; without one, which there are. */
export const explain: Command = async (argv) => {
  const { values, positionals } = readArguments(argv, { help: { type: 'boolean', short: 'h' } } as const, USAGE);
  const [id, ...more] = positionals;
  if (values.help || id === undefined) return void process.stdout.write(help());
  if (more.length)
    throw new UserError(`explain takes one check, not ${positionals.length}: ${positionals.join(', ')}.`, 2);
  const check = checkNamed(id);
  if (typeof check === 'string') throw new UserError(check, 2);
  const { isTTY, columns } = process.stdout;
  process.stdout.write(forTerminal(pageAbout(check, isTTY ? columns : undefined)));
};

/** Markdown as it is read at a terminal: headings stand out, code is indented. */
export function forTerminal(markdown: string): string {
  let isCode = false;
  return markdown
    .split('\n')
    .flatMap((line) => {
      if (line.startsWith('```')) {
        isCode = !isCode;
        return [];
      }
      if (isCode) return [line && `    ${dim(line)}`];
      const heading = /^#+ (.*)$/.exec(line)?.[1];
      return [heading === undefined ? line.replace(/`([^`]+)`/g, (_, code: string) => cyan(code)) : bold(heading)];
    })
    .join('\n');
}
