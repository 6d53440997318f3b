/** GitHub, "Workflow commands": annotations. */
import path from 'node:path';
import { pageOf, type Report } from './report.js';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

export function github({ findings, root, notes, next }: Report): string {
  const lines = findings.map(({ id, severity, place: { file, line, column }, effect, fix }) => {
    // Relative to the workflow's folder, which is that of the repository.
    const where =
      root === undefined
        ? {}
        : { file: path.relative(process.cwd(), path.join(root, file)).split(path.sep).join('/'), line, col: column };
    const properties = Object.entries({ ...where, title: id }).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}=${escaped(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`],
    );
    const text = `${root === undefined ? `${file}${line === undefined ? '' : `:${line}:${column}`} ` : ''}${effect} ${fix} (${pageOf(id)})`;
    return `::${COMMANDS[severity]} ${properties.join(',')}::${escaped(text)}\n`;
  });
  return lines
    .concat([...notes, ...(next === undefined ? [] : [next])].map((note) => `::notice ::${escaped(note)}\n`))
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
