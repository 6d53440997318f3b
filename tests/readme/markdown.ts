/** A Markdown document as tests see it. What could hide a code block from them is an error. */

export interface Block {
  document: string;
  /** The heading above it. */
  section: string;
  /** What its fence says; empty for an indented one. */
  language: string;
  text: string;
  /** Of its first line. */
  line: number;
}

export interface Table {
  section: string;
  head: string[];
  rows: string[][];
}

export interface Markdown {
  name: string;
  blocks: Block[];
  tables: Table[];
  /** Code spans of its prose and tables, on one line each. */
  spans: { section: string; text: string }[];
  headings: string[];
  /** Where links and pictures lead. */
  links: string[];
}

/**
 * Reads a document. Fences count wherever they stand, also in lists and quotes. @throws for what it can not tell apart.
 */
export function parse(name: string, text: string): Markdown {
  const document: Markdown = { name, blocks: [], tables: [], spans: [], headings: [], links: [] };
  let section = '';
  let fence = '';
  let block: Block | undefined;
  let isAfterBlank = true;
  let prose = '';
  const open = (language: string, line: number) =>
    document.blocks.push((block = { document: name, section, language, text: '', line }));
  const endProse = () => {
    for (const [, , span] of prose.matchAll(/(`+)([^]*?[^`])\1(?!`)/g))
      document.spans.push({ section, text: span!.replace(/\s+/g, ' ').trim() });
    for (const [, link, picture] of prose.matchAll(/\]\(([^)\s]+)\)|<img src="([^"]+)"/g))
      document.links.push((link ?? picture)!);
    if (/<(pre|code)\b/i.test(prose.replace(/`[^`]*`/g, '')))
      throw new Error(`${name}: code in HTML elements is not tested; use a fence.`);
    prose = '';
  };

  text.split('\n').forEach((line, index) => {
    const mark = /^[\s>]*(`{3,}|~{3,})\s*([^\s`]*)[^`]*$/.exec(line);
    if (fence) {
      if (mark?.[1]!.startsWith(fence) && !mark[2]) fence = '';
      else block!.text += `${line}\n`;
      return;
    }
    const isIndented = /^( {4}|\t)\s*\S/.test(line);
    if (mark) {
      endProse();
      fence = mark[1]!;
      open(mark[2]!, index + 1);
    } else if (isIndented && (isAfterBlank || block?.language === '')) {
      if (block?.language !== '') open('', index + 1);
      block!.text += `${line.replace(/^( {4}|\t)/, '')}\n`;
    } else if (line.trim()) {
      block = undefined;
      const heading = /^#+ (.*)$/.exec(line);
      if (heading) {
        endProse();
        document.headings.push((section = heading[1]!));
      } else if (line.startsWith('|')) readRow(document, section, line, index);
      prose += `${line}\n`;
    }
    isAfterBlank = Boolean(mark) || !line.trim();
    if (isAfterBlank) endProse();
  });
  if (fence) throw new Error(`${name}: a fence is not closed.`);
  endProse();
  return document;
}

const lastRow = new WeakMap<Table, number>();

function readRow({ tables }: Markdown, section: string, line: string, index: number): void {
  const cells = line
    .replace(/^\||\|\s*$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
  let table = tables.at(-1);
  if (!table || lastRow.get(table) !== index - 1) tables.push((table = { section, head: cells, rows: [] }));
  else if (!cells.every((cell) => /^:?-+:?$/.test(cell))) table.rows.push(cells);
  lastRow.set(table, index);
}

/** The code spans of a cell or text. */
export function spansOf(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, span]) => span!);
}
