/**
 * Whether the tests notice faults in the runtime's core: `npm run test:mutants`, or some: `npm run test:mutants --
 * forms`.
 *
 * Each mutant is built in a copy, and its test file is run there in Chromium. Ends with `N noticed, N not`.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildRuntime } from '../../scripts/build-runtime.js';
import { inScratch, root, tracked } from '../cli/scratch.js';
import { type Mutant, mutants } from './mutants.js';

const words = process.argv.slice(2);
const chosen = mutants.filter(
  ({ what, file, noticedBy }) =>
    words.length === 0 || words.some((word) => [what, file, noticedBy].some((text) => text.includes(word))),
);

await inScratch(async (copy) => {
  for (const file of tracked('cli', 'runtime', 'tests', 'package.json', 'tsconfig.json'))
    cpSync(path.join(root, file), path.join(copy, file));
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));

  // A file that fails as it is notices nothing.
  await build(copy);
  for (const file of new Set(chosen.map(({ noticedBy }) => noticedBy))) {
    if (!passes(copy, file)) throw new Error(`tests/browser/${file}.test.ts fails without a mutant.`);
  }

  let missed = 0;
  for (const mutant of chosen) {
    const source = path.join(copy, 'runtime', `${mutant.file}.ts`);
    const sound = readFileSync(source, 'utf8');
    writeFileSync(source, mutated(sound, mutant));
    await build(copy);
    const noticed = !passes(copy, mutant.noticedBy);
    writeFileSync(source, sound);
    console.log(`${noticed ? '✓' : '✘'} ${mutant.file}: ${mutant.what} (${mutant.noticedBy})`);
    if (!noticed) missed++;
  }
  console.log(`${chosen.length - missed} noticed, ${missed} not`);
  process.exitCode = missed > 0 ? 1 : 0;
});

function mutated(source: string, { what, from, to }: Mutant): string {
  const parts = source.split(from);
  if (parts.length !== 2)
    throw new Error(`The place of the mutant "${what}" is there ${parts.length - 1} times: write it again.`);
  return parts.join(to);
}

/** What the test files load: the runtime alone. */
function build(copy: string): Promise<void> {
  const dist = path.join(copy, 'dist');
  mkdirSync(dist, { recursive: true });
  return buildRuntime(copy, dist);
}

function passes(copy: string, file: string): boolean {
  const { status } = spawnSync(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), `tests/browser/${file}.test.ts`],
    {
      cwd: copy,
      env: { ...process.env, ENGINES: 'chromium' },
      stdio: 'ignore',
      timeout: 300_000,
    },
  );
  return status === 0;
}
