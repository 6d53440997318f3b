import { bold, cyan, dim, green, printable, red, yellow } from '../../../shared/style.js';
import { type Finding, SEVERITIES, type Severity } from '../finding.js';
import { type Cause, causesOf, filesOf, placeText } from './cause.js';
import type { Report } from './report.js';

const PAINT = { error: red, warning: yellow, info: cyan };
const MAX_PLACES = 5;

export function pretty({ findings, pages, scripts, notes, next, root, mended }: Report): string {
  const causes = causesOf(findings);
  const isShared = ({ places }: Cause) => filesOf(places).length > 1;
  const single = causes.filter((cause) => !isShared(cause));
  const blocks = filesOf(single.flatMap(({ places }) => places)).map(
    (file) =>
      `${bold(printable(file))}\n${single
        .filter(({ places }) => places[0]!.file === file)
        .map((cause) => told(cause, wheres(cause)))
        .join('')}`,
  );
  const shared = causes.filter(isShared).map((cause) => {
    const files = filesOf(cause.places);
    const kind = root === undefined || files.every((file) => !/\.[cm]?[jt]sx?$/i.test(file)) ? 'pages' : 'files';
    return `${bold(`In ${files.length} ${kind}`)}\n${told(cause, '')}${indented(dim(printable(listed(cause.places.map(placeText)))))}`;
  });
  const last = findings.length ? [`Why, and what to do: create-leaddesk-card explain ${findings[0]!.id}`] : [];
  return [
    ...(mended ? [mendedText(mended)] : []),
    ...blocks,
    ...shared,
    `${summary(findings, pages, scripts)}\n`,
    ...[...notes, ...last].map((note) => `${dim(printable(note))}\n`),
    ...(next === undefined ? [] : [`${printable(next)}\n`]),
  ].join('\n');
}

function mendedText({ count: number, files, diff }: NonNullable<Report['mended']>): string {
  if (!number) return 'Nothing to mend without a guess\n';
  const what = `${count(number, 'finding')} in ${count(files.length, 'file')}`;
  if (diff !== undefined) return `${diff.replace(UNPRINTABLE, '\ufffd')}\nWould mend ${what}\n`;
  return `${green('✔')} Mended ${what}: ${printable(listed(files))}\n`;
}

/** What terminals act on, but for line breaks and tabs. */
const UNPRINTABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g;

function told({ id, severity, effect, fix, unfixed }: Cause, where: string): string {
  return `  ${dim(where.padEnd(8))}${PAINT[severity](severity.padEnd(8))}${dim(id)}\n${[
    effect,
    fix,
    ...(unfixed === undefined ? [] : [`Not mended: ${unfixed}`]),
  ]
    .map((line) => indented(printable(line)))
    .join('')}`;
}

function indented(text: string): string {
  return `            ${text}\n`;
}

/** The places of a cause in one file. */
function wheres({ places }: Cause): string {
  const known = places.flatMap(({ line, column }) => (line === undefined ? [] : [`${line}:${column}`]));
  return known.length > 1 ? `${listed(known)} ` : known.join('');
}

function listed(items: string[]): string {
  const shown = items.slice(0, MAX_PLACES).join(', ');
  return items.length > MAX_PLACES ? `${shown} and ${items.length - MAX_PLACES} more` : shown;
}

function summary(findings: readonly Finding[], pages: number, scripts: number): string {
  const checked = `${count(pages, 'page')} and ${count(scripts, 'script')}`;
  if (!findings.length) return `${green('✔')} Nothing found in ${checked}`;
  const counts = SEVERITIES.flatMap((severity: Severity) => {
    const number = findings.filter((finding) => finding.severity === severity).length;
    return number ? [severity === 'info' ? `${number} for information` : count(number, severity)] : [];
  });
  return `${red('✖')} ${counts.join(', ')} in ${checked}`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
