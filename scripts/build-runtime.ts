/** Builds the runtime: the scripts, within their budget, and the module in both of Node's formats. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BuildOptions, build, type Plugin, transform } from 'esbuild';
import { minify } from 'terser';

/** How the runtime is built, whatever it is built into. */
export const runtimeOptions: BuildOptions = {
  bundle: true,
  target: 'es2015',
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'warning',
  // A script's own "use strict" is 13 bytes; modules are strict without it.
  tsconfigRaw: { compilerOptions: { alwaysStrict: false } },
  define: { DEBUG: 'false' },
};

/** A style sheet as text, for a script that makes a sheet of it. */
const stylesAsText: Plugin = {
  name: 'styles-as-text',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path: file }) => {
      const { code } = await transform(await readFile(file, 'utf8'), { loader: 'css', minify: true });
      return { contents: code.trim(), loader: 'text' };
    });
  },
};

/** @param root of the repository. @param dist where to write. */
export async function buildRuntime(root: string, dist: string): Promise<void> {
  const options = { ...runtimeOptions, absWorkingDir: root };
  await Promise.all([
    buildScript(options, 'runtime/script.ts', path.join(dist, 'ld.js')),
    buildScript(
      { ...options, define: { DEBUG: 'true' }, plugins: [stylesAsText] },
      'runtime/debug/script.ts',
      path.join(dist, 'ld.debug.js'),
    ),
    build({
      ...options,
      entryPoints: ['runtime/index.ts'],
      format: 'esm',
      minify: true,
      outfile: path.join(dist, 'ld.mjs'),
    }),
    build({
      ...options,
      entryPoints: ['runtime/index.ts'],
      format: 'cjs',
      platform: 'node',
      minify: true,
      outfile: path.join(dist, 'ld.cjs'),
    }),
  ]);
}

/** A classic script. terser takes 100 bytes off what esbuild would make of it. */
async function buildScript(options: BuildOptions, entry: string, outfile: string): Promise<void> {
  const bundle = await build({ ...options, entryPoints: [entry], format: 'iife', minifySyntax: true, write: false });
  const { code } = await minify(bundle.outputFiles[0]!.text, {
    ecma: 2015,
    compress: { passes: 3, unsafe: true, unsafe_arrows: true, pure_getters: true, keep_fargs: false },
    format: { ascii_only: true },
  });
  await writeFile(outfile, code!);
}
