/** What came of all plays, as a table: a row a scenario and engine, a column a preset. */
import { dim, green, red } from '../../shared/style.js';
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
  /** Why the scenario is not played under this preset. */
  except?: string | undefined;
  /** `null`: it passed; absent: it has not ended, or is not played. */
  failure?: Failure | null;
}

/** The table as text. */
export function matrix(cells: readonly Cell[], presets: readonly (PresetName | null)[]): string {
  const engines = new Set(cells.map(({ engine }) => engine));
  const byFile = new Map<string, { title: string; marks: string[] }>();
  for (const { file, scenario, engine, failure, except } of cells) {
    const title = engines.size > 1 ? `${scenario.name}, ${engine}` : scenario.name;
    const row = byFile.get(`${engine} ${file}`) ?? { title, marks: [] };
    row.marks.push(
      except !== undefined
        ? 'except'
        : failure
          ? `✘ ${failure.step ? `step ${failure.step.number}` : 'not loaded'}`
          : '✔',
    );
    byFile.set(`${engine} ${file}`, row);
  }
  const rows = [...byFile.values()];
  const names = presets.map((preset) => preset ?? 'ordinary');
  const first = Math.max(...rows.map(({ title }) => title.length));
  const widths = names.map((name, column) => Math.max(name.length, ...rows.map(({ marks }) => marks[column]!.length)));
  const line = (title: string, values: readonly string[], style = (text: string) => text) =>
    [title.padEnd(first), ...values.map((value, column) => style(value.padEnd(widths[column]!)))].join('  ').trimEnd();
  const colored = (mark: string) => (mark.startsWith('✘') ? red : mark.startsWith('✔') ? green : dim)(mark);
  return `${[line('', names), ...rows.map(({ title, marks }) => line(title, marks, colored)), ...exceptions(cells)].join('\n')}\n`;
}

/** What is not played, and why: a line for each scenario and reason. */
function exceptions(cells: readonly Cell[]): string[] {
  const presets = new Map<string, Set<string>>();
  for (const { scenario, preset, except } of cells) {
    if (except === undefined) continue;
    const key = `${scenario.name}: ${except}`;
    presets.set(key, (presets.get(key) ?? new Set()).add(preset!));
  }
  return [...presets].map(([key, names]) => dim(`except ${[...names].join(', ')}: ${key}`));
}
