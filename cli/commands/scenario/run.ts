/** `scenario run`: plays scenarios under presets in browsers, several at a time, and shows what came of it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { red } from '../../shared/style.js';
import { behaviorOf, type PresetName } from '../../simulator/presets.js';
import type { Scenario } from '../../simulator/scenario/format.js';
import { exceptionUnder } from '../../simulator/scenario/player.js';
import { BROWSERS, type BrowserName } from '../../testing/browsers/index.js';
import { type Cell, matrix } from './matrix.js';
import { type Failure, play } from './play.js';
import { createTabPool, type TabPool } from './tab-pool.js';

export interface RunOptions {
  /** Scenarios by the names of their files. */
  scenarios: ReadonlyMap<string, Scenario>;
  /** `null`: the ordinary host. */
  presets: readonly (PresetName | null)[];
  engines: readonly BrowserName[];
  /** The card's folder or address. */
  card: string;
  timeout: number;
  /** Where screenshots of failures go. */
  output: string;
}

/** Plays every scenario under every preset in every engine. @returns the exit status: 1 when one failed. */
export async function runScenarios(options: RunOptions): Promise<number> {
  const { scenarios, presets, engines, card, timeout } = options;
  const cells: Cell[] = engines.flatMap((engine) =>
    [...scenarios].flatMap(([file, scenario]) =>
      presets.map((preset) => ({
        engine,
        file,
        scenario,
        preset,
        except: preset === null ? undefined : exceptionUnder(scenario, [preset]),
      })),
    ),
  );
  const played = cells.filter(({ except }) => except === undefined);
  const started = performance.now();
  const pools = new Map<BrowserName, TabPool>();
  try {
    // One after the other: two that start at once take longer than that.
    for (const engine of engines) pools.set(engine, createTabPool(await BROWSERS[engine](), timeout));
    // A slow host lets the others go on meanwhile, but for those that come last.
    const queue = [...played].sort((a, b) => delayOf(b) - delayOf(a)).values();
    let done = 0;
    const lane = async () => {
      for (const cell of queue) {
        const { engine, scenario, preset } = cell;
        const { take, giveBack } = pools.get(engine)!;
        const tab = await take();
        const { failure, isAlone } = await play({ scenario, preset, tab, card, timeout });
        cell.failure = failure;
        await giveBack(tab, !failure && isAlone);
        showProgress(++done, played.length);
      }
    };
    await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) + 1 }, lane));
  } finally {
    await Promise.all([...pools.values()].map((pool) => pool.close()));
  }
  const failed = cells.filter(({ failure }) => failure);
  process.stdout.write(matrix(cells, presets));
  for (const cell of failed) process.stdout.write(describe(cell, cell.failure!, options.output));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const except = played.length < cells.length ? `, ${cells.length - played.length} not played` : '';
  process.stdout.write(`\n${played.length - failed.length} passed, ${failed.length} failed${except} (${seconds} s)\n`);
  return failed.length ? 1 : 0;
}

function delayOf({ preset }: Cell): number {
  return behaviorOf(preset === null ? [] : [preset]).delay;
}

/** For a person who waits. */
function showProgress(done: number, all: number) {
  if (process.stderr.isTTY) process.stderr.write(done < all ? `\r${done} of ${all} ` : '\r\x1b[K');
}

function describe({ file, preset, engine }: Cell, { step, message, screenshot }: Failure, output: string): string {
  const where = `${file}, ${preset ?? 'ordinary host'}, ${engine}`;
  const what = step ? `step ${step.number} ${step.json}` : 'loading the card';
  const lines = [`\n${red('✘')} ${where}: ${what}`, `  ${message}`];
  if (screenshot) lines.push(`  ${save(screenshot, output, [path.parse(file).name, preset ?? 'ordinary', engine])}`);
  return `${lines.join('\n')}\n`;
}

function save(screenshot: Uint8Array, output: string, names: string[]): string {
  const file = path.join(output, `${names.join('-')}.png`);
  mkdirSync(output, { recursive: true });
  writeFileSync(file, screenshot);
  return path.relative('', file);
}
