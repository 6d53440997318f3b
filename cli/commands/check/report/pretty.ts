import { bold, cyan, dim, green, printable, red, yellow } from '../../../shared/style.js';
import { type Finding, SEVERITIES, type Severity } from '../finding.js';
import { type Cause, causesOf, filesOf, placeText } from './cause.js';
import type { Report } from './report.js';

const PAINT = { error: red, warning: yellow, info: cyan };
const MAX_PLACES = 5;

export function pretty({ findings, pages, scripts, notes, next, root, mended, columns }: Report): string {
  const causes = causesOf(findings);
  const isShared = ({ places }: Cause) => filesOf(places).length > 1;
  const single = new Map<string, string>();
  for (const cause of causes.filter((one) => !isShared(one))) {
    const { file } = cause.places[0]!;
    single.set(file, (single.get(file) ?? `${bold(printable(file))}\n`) + told(cause, wheres(cause)));
  }
  const shared = new Map<string, Cause[]>();
  for (const cause of causes.filter(isShared)) {
    const key = JSON.stringify(filesOf(cause.places));
    shared.set(key, [...(shared.get(key) ?? []), cause]);
  }
  const [first, ...others] = new Set(findings.map(({ id }) => id));
  const also = others.length ? ` (or ${others.join(', ')})` : '';
  const last = first === undefined ? [] : [`Why, and what to do: create-leaddesk-card explain ${first}${also}`];
  const text = [
    ...(mended ? [mendedText(mended)] : []),
    ...single.values(),
    ...[...shared.values()].map((together) => sharedText(together, root === undefined)),
    `${summary(findings, pages, scripts)}\n`,
    ...[...notes, ...last].map((note) => `${dim(printable(note))}\n`),
    ...(next === undefined ? [] : [`${printable(next)}\n`]),
  ].join('\n');
  return columns
    ? text
        .split('\n')
        .map((line) => folded(line, columns))
        .join('\n')
    : text;
}

/** A line in lines that a terminal does not break within words: each as far in as the first. */
function folded(text: string, columns: number): string {
  const indentation = /^ */.exec(text)![0];
  const lines: string[] = [];
  let line = indentation;
  let length = line.length;
  for (const word of text.slice(line.length).split(' ')) {
    const { length: own } = word.replace(ESCAPES, '');
    if (length > indentation.length && length + 1 + own > columns) {
      lines.push(line);
      line = indentation + word;
      length = indentation.length + own;
    } else {
      const space = line === indentation ? '' : ' ';
      line += space + word;
      length += space.length + own;
    }
  }
  return [...lines, line].join('\n');
}

/** What colours a text, and takes no place. */
const ESCAPES = /\x1b\[\d+m/g;

/** Causes that the same files have. */
function sharedText(causes: readonly Cause[], isOfAddresses: boolean): string {
  const files = filesOf(causes[0]!.places);
  const kind = isOfAddresses || files.every((file) => !/\.[cm]?[jt]sx?$/i.test(file)) ? 'pages' : 'files';
  const texts = causes.map((cause) => {
    const places = cause.places.filter(({ line }) => line !== undefined).map(placeText);
    return told(cause, '') + (places.length ? indented(dim(printable(listed(places)))) : '');
  });
  return `${bold(`In ${files.length} ${kind}`)}${dim(printable(`: ${listed(files)}`))}\n${texts.join('')}`;
}

function mendedText({ count: number, files, diff }: NonNullable<Report['mended']>): string {
  if (!number) return 'Nothing to mend without a guess\n';
  const what = `${count(number, 'finding')} in ${count(files.length, 'file')}`;
  // The diff itself stands before the report.
  if (diff !== undefined) return `\nWould mend ${what}\n`;
  return `${green('✔')} Mended ${what}: ${printable(listed(files))}\n`;
}

/** Text without what terminals act on, but for line breaks and tabs. */
export function printableLines(text: string): string {
  return text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, '\ufffd');
}

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
