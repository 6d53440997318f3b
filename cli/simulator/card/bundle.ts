/** TypeScript in a card's folder: built when a page asks for it, by the esbuild that the card's own project has. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

type Esbuild = Pick<typeof import('esbuild'), 'build' | 'formatMessages'>;

export type Built = { script: Uint8Array } | { problem: string };

const SOURCE = /\.(ts|tsx|mts|jsx)$/;

/** Whether a file has to be built before a browser can run it. */
export function isSource(file: string): boolean {
  return SOURCE.test(file) && !file.endsWith('.d.ts');
}

/** The sources that a script's address may stand for: `app.js` for `app.ts`. */
export function sourcesOf(name: string): string[] {
  const [, stem, module] = /^(.*)\.(m?)js$/.exec(name) ?? [];
  if (stem === undefined) return [];
  return module ? [`${stem}.mts`] : [`${stem}.ts`, `${stem}.tsx`, `${stem}.jsx`];
}

/** @param isModule whether the page loads it as a module. */
export async function bundle(root: string, file: string, isModule: boolean): Promise<Built> {
  const esbuild = await findEsbuild(root);
  if (!esbuild) {
    return {
      problem: `${path.relative(root, file)} needs esbuild, which this card's project does not have. Install it there: npm install --save-dev esbuild`,
    };
  }
  try {
    const { outputFiles } = await esbuild.build({
      entryPoints: [file],
      absWorkingDir: root,
      bundle: true,
      write: false,
      outfile: 'out.js',
      format: isModule ? 'esm' : 'iife',
      target: 'es2020',
      sourcemap: 'inline',
      logLevel: 'silent',
    });
    return { script: outputFiles.find((output) => output.path.endsWith('.js'))!.contents };
  } catch (error) {
    const { errors } = error as import('esbuild').BuildFailure;
    if (!errors) throw error;
    return { problem: (await esbuild.formatMessages(errors, { kind: 'error' })).join('\n').trim() };
  }
}

async function findEsbuild(root: string): Promise<Esbuild | null> {
  try {
    const found = createRequire(path.join(root, 'package.json')).resolve('esbuild');
    const loaded = await import(pathToFileURL(found).href);
    return loaded.default ?? loaded;
  } catch {
    return null;
  }
}
