/** Builds what runs in a card. */
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

/** The runtime and the companion: the scripts, and the modules in both of Node's formats. */
export async function buildRuntime(root: string, dist: string): Promise<void> {
  const options = { ...runtimeOptions, absWorkingDir: root };
  const debug: BuildOptions = { ...options, define: { DEBUG: 'true' }, plugins: [stylesAsText] };
  const to = (name: string) => path.join(dist, name);
  await Promise.all([
    buildScript(options, 'runtime/script.ts', to('ld.js')),
    buildScript(debug, 'runtime/debug/script.ts', to('ld.debug.js')),
    buildScript(options, 'runtime/card/script.ts', to('ld.card.js')),
    buildModules(options, 'runtime/index.ts', to('ld')),
    buildModules(options, 'runtime/card/index.ts', to('ld.card')),
  ]);
}

/** A module as `.mjs` and as `.cjs`. */
async function buildModules(options: BuildOptions, entry: string, name: string): Promise<void> {
  const module: BuildOptions = { ...options, entryPoints: [entry], minify: true };
  await Promise.all([
    build({ ...module, format: 'esm', outfile: `${name}.mjs` }),
    build({ ...module, format: 'cjs', platform: 'node', outfile: `${name}.cjs` }),
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
