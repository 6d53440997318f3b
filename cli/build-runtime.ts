/** Builds the runtime: the scripts, within their budget, and the module with its types. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { minify } from 'terser';
import { writeFile } from 'node:fs/promises';

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

/** @param root of the repository. @param dist where to write. */
export async function buildRuntime(root: string, dist: string): Promise<void> {
  const options = { ...shared, absWorkingDir: root };
  await Promise.all([
    buildScript(options, 'runtime/script.ts', path.join(dist, 'ld.js')),
    build({ ...options, entryPoints: ['runtime/index.ts'], format: 'esm', minify: true, outfile: path.join(dist, 'ld.mjs') }),
  ]);
  declareTypes(root, dist);
}

/** A classic script. There is always a window, and terser takes 100 bytes (60 gzipped) off what esbuild would make of it. */
async function buildScript(options: BuildOptions, entry: string, outfile: string): Promise<void> {
  const bundle = await build({
    ...options,
    entryPoints: [entry],
    format: 'iife',
    define: { 'globalThis.window': 'window' },
    write: false,
  });
  const { code } = await minify(bundle.outputFiles[0]!.text, {
    ecma: 5,
    compress: { passes: 5, unsafe: true, pure_getters: true, keep_fargs: false },
    format: { ascii_only: true },
  });
  await writeFile(outfile, `${code}\n`);
}

/** Writes the module's types. Only what its public face names is shipped: the entry and the protocol. */
function declareTypes(root: string, dist: string): void {
  const out = mkdtempSync(path.join(tmpdir(), 'ld-types-'));
  try {
    const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
    const options = ['--noEmit', 'false', '--emitDeclarationOnly', '--declaration', '--noCheck', '--outDir', out, '--rootDir', root];
    execFileSync(process.execPath, [tsc, '-p', root, ...options], { stdio: 'inherit' });
    copyFileSync(path.join(out, 'runtime/index.d.ts'), path.join(dist, 'ld.d.mts'));
    copyFileSync(path.join(out, 'runtime/protocol.d.ts'), path.join(dist, 'protocol.d.ts'));
  } finally {
    rmSync(out, { recursive: true });
  }
}
