/** Every check explained: the one source of `explain` and of the pages in docs/checks. */
import { orList } from '../../../shared/args.js';
import type { Check, Severity } from '../finding.js';
import { CHECKS } from '../rules/index.js';
import type { Code, Explanation } from './explanation.js';
import { FRAME } from './frame.js';
import { MESSAGES } from './messages.js';
import { NAVIGATION } from './navigation.js';

export const EXPLANATIONS: Readonly<Record<string, Explanation>> = { ...MESSAGES, ...NAVIGATION, ...FRAME };

const SEVERITY: Record<Severity, string> = {
  error: 'Error: it breaks the card.',
  warning: 'Warning: it hurts some agents, or some data.',
  info: 'For information.',
};

/** The page about a check, as Markdown. @param columns how long the lines of its paragraphs may be. */
export function pageAbout({ id, title, severity }: Check, columns = COLUMNS): string {
  const { why, before, after, recipes = {}, fix } = EXPLANATIONS[id]!;
  const mending = fix === undefined ? '`check --fix` leaves it to you.' : `\`check --fix\` ${fix}.`;
  const parts = [
    `# ${id}`,
    wrapped(`${title[0]!.toUpperCase()}${title.slice(1)}.`, '', columns),
    SEVERITY[severity],
    '## Why',
    ...why.split('\n\n').map((paragraph) => wrapped(paragraph, '', columns)),
    ...(before ? ['## Before', fenced(before)] : []),
    ...(after ? [before ? '## After' : '## What to do', fenced(after)] : []),
    ...Object.entries(recipes).flatMap(([name, code]) => [`## ${name}`, fenced(code)]),
    '## With check',
    wrapped(
      `${mending} A comment on its line, or on the line before it, silences one place: \`ld-check-ignore ${id}\`. \`--ignore ${id}\` leaves the check out.`,
      '',
      columns,
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

const COLUMNS = 118;

/** A paragraph in lines of a length that is read well; `indentation` begins all but the first. */
export function wrapped(text: string, indentation = '', columns = COLUMNS): string {
  const lines: string[] = [];
  let line = '';
  // Code in the text stays in one line.
  for (const word of text.match(/(?:`[^`]*`|[^\s`]+)+/g) ?? []) {
    if (line && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = indentation + word;
    } else line += (line ? ' ' : '') + word;
  }
  return [...lines, line].join('\n');
}

function fenced({ language, code }: Code): string {
  return `\`\`\`${language}\n${code}\n\`\`\``;
}

/** The list of all pages, as Markdown. */
export function indexOfPages(): string {
  const rows = CHECKS.map(({ id, severity, title }) => wrapped(`- [${id}](${id}.md) (${severity}): ${title}`, '  '));
  return `# What \`check\` finds

Each check has a page: why it matters, before and after, and how servers do it. The same at a terminal:
\`create-leaddesk-card explain <check>\`.

${rows.join('\n')}
`;
}

/** @returns the check of that id, or a sentence that says which there are. */
export function checkNamed(id: string): Check | string {
  const check = CHECKS.find((one) => one.id === id);
  return check ?? `There is no check ${JSON.stringify(id)}. Choose ${orList(CHECKS.map((one) => one.id))}.`;
}
