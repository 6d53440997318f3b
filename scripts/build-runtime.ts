/** Builds the runtime: the scripts, within their budget, and the module in both of Node's formats. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BuildOptions, build, type Plugin, transform } from 'esbuild';
import { minify } from 'terser';
import { orderFunctions } from './order-functions.js';

/** The runtime is written in ES5 syntax: esbuild stops where it would have to lower more than types. */
const shared: BuildOptions = {
  bundle: true,
  target: 'es5',
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'warning',
  // A script's own "use strict" is 13 bytes; modules are strict without it.
  tsconfigRaw: { compilerOptions: { alwaysStrict: false } },
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

/** What is the debug build's own: it has the core's errors explained instead of printed. */
const debug: BuildOptions = { plugins: [stylesAsText], inject: ['runtime/debug/core-errors.ts'] };

/** @param root of the repository. @param dist where to write. */
export async function buildRuntime(root: string, dist: string): Promise<void> {
  const options = { ...shared, absWorkingDir: root };
  await Promise.all([
    buildScript(options, 'runtime/script.ts', path.join(dist, 'ld.js'), orderFunctions),
    buildScript({ ...options, ...debug }, 'runtime/debug/script.ts', path.join(dist, 'ld.debug.js')),
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

/** A classic script. There is always a window, and terser takes 100 bytes (60 gzipped) off what esbuild would make of it. */
async function buildScript(
  options: BuildOptions,
  entry: string,
  outfile: string,
  arrange = (code: string) => code,
): Promise<void> {
  const bundle = await build({
    ...options,
    entryPoints: [entry],
    format: 'iife',
    define: { 'globalThis.window': 'window' },
    write: false,
  });
  const { code } = await minify(bundle.outputFiles[0]!.text, {
    ecma: 5,
    compress: { passes: 5, unsafe: true, pure_getters: true, keep_fargs: false, hoist_funs: true },
    format: { ascii_only: true },
  });
  await writeFile(outfile, arrange(code!));
}
