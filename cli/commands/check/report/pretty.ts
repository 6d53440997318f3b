import { bold, cyan, dim, green, printable, red, yellow } from '../../../shared/style.js';
import { type Finding, SEVERITIES, type Severity } from '../finding.js';
import type { Report } from './index.js';

const PAINT = { error: red, warning: yellow, info: cyan };

export function pretty({ findings, pages, scripts, notes }: Report): string {
  const files = [...new Set(findings.map(({ place }) => place.file))];
  const blocks = files.map(
    (file) =>
      `${bold(printable(file))}\n${findings
        .filter(({ place }) => place.file === file)
        .map(told)
        .join('')}`,
  );
  return [
    ...blocks,
    `${summary(findings, pages, scripts)}\n`,
    ...notes.map((note) => `${dim(printable(note))}\n`),
  ].join('\n');
}

function told({ id, severity, place: { line, column }, others, effect, fix }: Finding): string {
  const where = line === undefined ? '' : `${line}:${column}`;
  return `  ${dim(where.padEnd(8))}${PAINT[severity](severity.padEnd(8))}${dim(id)}\n            ${printable(effect)}\n            ${printable(fix)}\n${others ? `            ${dim(printable(alsoAt(others)))}\n` : ''}`;
}

function alsoAt(others: string[]): string {
  return `also at ${others.slice(0, 3).join(', ')}${others.length > 3 ? ` and ${others.length - 3} more` : ''}`;
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
