/** Builds the companion: the script, and the module in both of Node's formats. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { minify } from 'terser';

/** @param root of the repository. @param dist where to write. */
export async function buildCard(root: string, dist: string): Promise<void> {
  const options: BuildOptions = {
    absWorkingDir: root,
    bundle: true,
    target: 'es2015',
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'warning',
    tsconfigRaw: { compilerOptions: { alwaysStrict: false } },
  };
  const module: BuildOptions = { ...options, entryPoints: ['runtime/card/index.ts'], minify: true };
  await Promise.all([
    buildScript(options, path.join(dist, 'ld.card.js')),
    build({ ...module, format: 'esm', outfile: path.join(dist, 'ld.card.mjs') }),
    build({ ...module, format: 'cjs', platform: 'node', outfile: path.join(dist, 'ld.card.cjs') }),
  ]);
}

async function buildScript(options: BuildOptions, outfile: string): Promise<void> {
  const bundle = await build({
    ...options,
    entryPoints: ['runtime/card/script.ts'],
    format: 'iife',
    minifySyntax: true,
    write: false,
  });
  const { code } = await minify(bundle.outputFiles[0]!.text, {
    ecma: 2015,
    compress: { passes: 3, unsafe_arrows: true, pure_getters: true, keep_fargs: false, hoist_funs: true },
    format: { ascii_only: true, wrap_func_args: false },
  });
  await writeFile(outfile, code!);
}
