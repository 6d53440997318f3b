/** Builds the package into `dist/`: the runtime's scripts and types, the command line. Prints the sizes. */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, type BuildOptions, type Plugin } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const dist = path.join(root, 'dist');

/** The runtime is written in ES5 syntax: esbuild stops where it would have to lower more than types. */
const runtime: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  target: 'es5',
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'warning',
};

/** Commands that are files of their own: the entry loads them when they are called. */
const commands = ['dev', 'check', 'inline'];

const commandsStayApart: Plugin = {
  name: 'commands-stay-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/(\w+)\/index\.js$/ }, ({ path: file, kind }) => {
      const name = file.split('/')[1]!;
      return kind === 'dynamic-import' && commands.includes(name) ? { path: `./${name}.cjs`, external: true } : undefined;
    });
  },
};

const command: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  minifySyntax: true,
  minifyWhitespace: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  define: { 'import.meta.dirname': '__dirname' },
  // The prompts bring themselves twice; this is the one for a current Node.
  alias: { prompts: 'prompts/lib/index.js' },
  plugins: [commandsStayApart],
};

/** What the simulator serves to browsers. */
const page: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  loader: { '.html': 'copy' },
  entryNames: '[name]',
  outdir: 'dist/simulator',
};

rmSync(dist, { recursive: true, force: true });
await Promise.all([
  build({ ...runtime, entryPoints: ['runtime/script.ts'], format: 'iife', outfile: 'dist/ld.js' }),
  build({ ...runtime, entryPoints: ['runtime/index.ts'], format: 'esm', outfile: 'dist/ld.mjs' }),
  build({ ...command, entryPoints: ['cli/index.ts'], outfile: 'dist/cli.cjs' }),
  build({ ...command, entryPoints: ['cli/dev/index.ts'], outfile: 'dist/dev.cjs' }),
  build({ ...page, entryPoints: ['desk.html', 'desk.css', 'desk.ts'].map((name) => `cli/simulator/page/${name}`) }),
  build({ ...page, entryPoints: ['cli/dev/observer.ts'], target: 'es2018' }),
]);
chmodSync(path.join(dist, 'cli.cjs'), 0o755);
declareTypes();
printSizes(['ld.js', 'ld.mjs']);

/** Writes the module's types. Only what its public face names is shipped: the entry and the protocol. */
function declareTypes(): void {
  const out = mkdtempSync(path.join(tmpdir(), 'ld-types-'));
  try {
    const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
    const options = ['--noEmit', 'false', '--emitDeclarationOnly', '--declaration', '--noCheck', '--outDir', out, '--rootDir', root];
    execFileSync(process.execPath, [tsc, '-p', root, ...options], { stdio: 'inherit' });
    mkdirSync(dist, { recursive: true });
    copyFileSync(path.join(out, 'runtime/index.d.ts'), path.join(dist, 'ld.d.mts'));
    copyFileSync(path.join(out, 'runtime/protocol.d.ts'), path.join(dist, 'protocol.d.ts'));
  } finally {
    rmSync(out, { recursive: true });
  }
}

function printSizes(files: string[]): void {
  console.log(`${'bytes'.padEnd(12)}${['minified', 'gzip -9', 'brotli'].map((name) => name.padStart(10)).join('')}`);
  for (const file of files) {
    const bytes = readFileSync(path.join(dist, file));
    const sizes = [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length];
    console.log(`${file.padEnd(12)}${sizes.map((size) => String(size).padStart(10)).join('')}`);
  }
}
