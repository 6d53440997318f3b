/** The table: plain text in columns, for a terminal and for a README alike. */

/** Rows that share their columns. The first column is what the others are set against. */
export interface Section {
  columns: string[];
  rows: Row[];
}

export interface Row {
  label: string;
  /** Digits after the decimal point. */
  digits?: number;
  /** What was measured for each column: one figure a turn, none where there is nothing to measure. */
  figures: number[][];
}

/** All sections, in one table. */
export function format(sections: Section[]): string {
  const lines = sections.flatMap(({ columns, rows }) => [['', ...columns], ...rows.flatMap(linesOf), []]).slice(0, -1);
  const width = (at: number) => Math.max(...lines.map((cells) => cells[at]?.length ?? 0));
  return lines
    .map((cells) =>
      cells
        .map((cell, at) => cell.padEnd(width(at)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Medians, and below them how the first column compares. */
function linesOf({ label, digits = 0, figures }: Row): string[][] {
  const [first, ...others] = figures as [number[], ...number[][]];
  const medians = figures.map((values) => (values.length > 0 ? grouped(part(values, 0.5), digits) : '–'));
  return [
    [label, ...medians],
    ['', '', ...others.map((values) => ratio(first, values))],
  ];
}

/** The median of the turns' ratios, and their middle half if there were several turns. */
function ratio(ours: number[], theirs: number[]): string {
  if (theirs.length === 0) return '';
  const ratios = theirs.map((figure, turn) => ours[turn]! / figure);
  const [low, median, high] = [0.25, 0.5, 0.75].map((share) => part(ratios, share).toFixed(2)) as [
    string,
    string,
    string,
  ];
  return `${median}${ratios.length > 1 ? ` (${low}–${high})` : ''}${Number(median) > 1 ? ' *' : ''}`;
}

/** The value that a share of all is below. */
function part(values: number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.round(share * (values.length - 1))]!;
}

function grouped(value: number, digits: number): string {
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
