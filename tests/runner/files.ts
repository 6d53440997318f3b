import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../cli/shared/errors.js';
import { allEngines, type EngineName, engines, isNeed, type Need } from '../browser/engines/install.js';

export interface Selection {
  /** Only files whose path contains one of these; all when there are none. */
  words?: string[];
  /** Also the files that are too slow for every run: `*.full.test.ts`. */
  full?: boolean;
  /** Without the files that say `@slow` in their first comment. */
  quick?: boolean;
}

/** The test files of a tree, as paths from its root. */
export function findTests(root: string, { words = [], full = false, quick = false }: Selection = {}): string[] {
  return ['unit', 'cli', 'browser']
    .flatMap((kind) =>
      readdirSync(path.join(root, 'tests', kind), { recursive: true, encoding: 'utf8' })
        .map((file) => path.posix.join('tests', kind, file.replaceAll(path.sep, '/')))
        .sort(),
    )
    .filter((file) => file.endsWith('.test.ts') && (full || !file.endsWith('.full.test.ts')))
    .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
    .filter((file) => runsHere(root, file))
    .filter((file) => !quick || !/@slow\b/.test(firstComment(root, file)));
}

/**
 * A file that says `@on linux, darwin` has to do with signals, permissions or a shell that other systems do not have.
 */
function runsHere(root: string, file: string): boolean {
  return tagOf(root, file, 'on')?.split(',').includes(process.platform) ?? true;
}

/** One process that runs files one after another, beside the others. */
export interface Lane {
  name: string;
  /** The engine that it launches, once. */
  engine?: EngineName;
  /** What is taken away from the engine. */
  without?: string;
  files: string[];
}

/**
 * Distributes test files over lanes: unit tests, the command line, one for each engine, two for Chromium, in which most
 * run, and one for Chromium without what other engines do not have.
 */
export function lanesOf(root: string, files: string[], isQuick = false): Lane[] {
  const below = (kind: string) => files.filter((file) => file.startsWith(`tests/${kind}/`));
  const inEngine = (engine: EngineName) => below('browser').filter((file) => needsOf(root, file).includes(engine));
  const lanes: Lane[] = [
    { name: 'unit', files: below('unit') },
    { name: 'cli', files: below('cli') },
    ...engines().flatMap((engine): Lane[] => {
      const all = inEngine(engine);
      if (engine !== 'chromium') return [{ name: engine, engine, files: all }];
      return [0, 1].map((half) => ({
        name: half ? 'chromium, too' : engine,
        engine,
        files: all.filter((_, at) => at % 2 === half),
      }));
    }),
    ...(isQuick ? [] : lanesWithout(root, below('browser'))),
  ];
  return lanes.filter((lane) => lane.files.length > 0);
}

function lanesWithout(root: string, files: string[]): Lane[] {
  if (!engines().includes('chromium')) return [];
  const sets = new Set(files.flatMap((file) => tagOf(root, file, 'without') ?? []));
  return [...sets].map((without) => ({
    name: `chromium without ${without}`,
    engine: 'chromium',
    without,
    files: files.filter((file) => tagOf(root, file, 'without') === without),
  }));
}

/**
 * What a test file says it needs, in its first comment: `@needs chromium, php`. A browser test that names no engine
 * runs in each.
 */
export function needsOf(root: string, file: string): Need[] {
  const needs = tagOf(root, file, 'needs')?.split(',') ?? [];
  const unknown = needs.find((name) => !isNeed(name));
  if (unknown !== undefined)
    throw new UserError(`${file} needs "${unknown}", which tests/browser/engines/install.ts does not know.`);
  const inAnyEngine =
    file.startsWith('tests/browser/') && !needs.some((name) => allEngines.includes(name as EngineName));
  return [...(inAnyEngine ? engines() : []), ...(needs as Need[])];
}

/** The words after a tag in a file's first comment, with commas between. */
function tagOf(root: string, file: string, tag: 'needs' | 'on' | 'without'): string | undefined {
  return new RegExp(`@${tag} ([\\w, ]*\\w)`).exec(firstComment(root, file))?.[1]!.replaceAll(' ', '');
}

function firstComment(root: string, file: string): string {
  const [comment = ''] = /^\s*\/\*\*[^]*?\*\//.exec(readFileSync(path.join(root, file), 'utf8')) ?? [];
  return comment;
}
