/** What came of all plays, as a table: a row a scenario and engine, a column a preset. */
import { green, red } from '../../shared/style.js';
import type { PresetName } from '../../simulator/presets.js';
import type { Scenario } from '../../simulator/scenario/format.js';
import type { BrowserName } from '../../testing/browsers/index.js';
import type { Failure } from './play.js';

/** One play. */
export interface Cell {
  engine: BrowserName;
  /** The scenario's file. */
  file: string;
  scenario: Scenario;
  preset: PresetName | null;
  /** `null`: it passed; absent: it has not ended. */
  failure?: Failure | null;
}

/** The table as text. */
export function matrix(cells: readonly Cell[], presets: readonly (PresetName | null)[]): string {
  const engines = new Set(cells.map(({ engine }) => engine));
  const byFile = new Map<string, { title: string; marks: string[] }>();
  for (const { file, scenario, engine, failure } of cells) {
    const title = engines.size > 1 ? `${scenario.name}, ${engine}` : scenario.name;
    const row = byFile.get(`${engine} ${file}`) ?? { title, marks: [] };
    row.marks.push(failure ? `✘ ${failure.step ? `step ${failure.step.number}` : 'not loaded'}` : '✔');
    byFile.set(`${engine} ${file}`, row);
  }
  const rows = [...byFile.values()];
  const names = presets.map((preset) => preset ?? 'ordinary');
  const first = Math.max(...rows.map(({ title }) => title.length));
  const widths = names.map((name, column) => Math.max(name.length, ...rows.map(({ marks }) => marks[column]!.length)));
  const line = (title: string, values: readonly string[], style = (text: string) => text) =>
    [title.padEnd(first), ...values.map((value, column) => style(value.padEnd(widths[column]!)))].join('  ').trimEnd();
  const colored = (mark: string) => (mark.startsWith('✔') ? green(mark) : red(mark));
  return `${[line('', names), ...rows.map(({ title, marks }) => line(title, marks, colored))].join('\n')}\n`;
}
