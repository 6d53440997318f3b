/** Builds the package into `dist/`: the runtime's scripts and types, the command line. Prints the sizes. */
import { chmodSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { buildRuntime } from './build-runtime.js';
import { declareTypes } from './build-types.js';

const root = path.resolve(import.meta.dirname, '..');
const dist = path.join(root, 'dist');

/** Commands that are files of their own: the entry loads them when they are called. */
const commands = ['dev', 'check', 'inline'];

const commandsStayApart: Plugin = {
  name: 'commands-stay-apart',
  setup({ onResolve }) {
    // What is loaded only when it is asked for, and is in the package already.
    onResolve({ filter: /^\.\.\/\.\.\/testing\/index\.js$/ }, ({ kind }) => (kind === 'dynamic-import' ? { path: './testing.mjs', external: true } : undefined));
    onResolve({ filter: /^\.\/(\w+)\/index\.js$/ }, ({ path: file, kind }) => {
      const name = file.split('/')[1]!;
      return kind === 'dynamic-import' && commands.includes(name) ? { path: `./${name}.cjs`, external: true } : undefined;
    });
  },
};

/** The HTML parser brings a parser of style sheets, larger than all else that it has; `check` reads none. */
const styleSheetsStayUnread: Plugin = {
  name: 'style-sheets-stay-unread',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^cssomnom\b/ }, ({ path }) => ({ path, namespace: 'unread' }));
    onLoad({ filter: /./, namespace: 'unread' }, () => ({ contents: 'export const parse = () => ({ cssRules: [] });' }));
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

/** A module for people's tests. `import.meta.dirname` is younger than the oldest Node that the package runs on. */
const testing: BuildOptions = {
  ...command,
  format: 'esm',
  define: { 'import.meta.dirname': '__dirname' },
  banner: { js: "import{fileURLToPath as __path}from'node:url';const __dirname=__path(new URL('.',import.meta.url));" },
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
  loader: { '.html': 'copy', '.ini': 'copy' },
  entryNames: '[name]',
  outdir: 'dist/simulator',
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
await Promise.all([
  buildRuntime(root, dist),
  build({ ...command, entryPoints: ['cli/index.ts'], outfile: 'dist/cli.cjs' }),
  build({ ...command, entryPoints: ['cli/dev/index.ts'], outfile: 'dist/dev.cjs' }),
  build({ ...command, plugins: [commandsStayApart, styleSheetsStayUnread], minify: true, entryPoints: ['cli/check/index.ts'], outfile: 'dist/check.cjs' }),
  build({ ...command, entryPoints: ['cli/inline/index.ts'], outfile: 'dist/inline.cjs' }),
  build({ ...testing, entryPoints: ['cli/testing/index.ts'], outfile: 'dist/testing.mjs' }),
  build({ ...page, entryPoints: ['desk.html', 'desk.css', 'desk.ts'].map((name) => `cli/simulator/page/${name}`) }),
  build({ ...page, entryPoints: ['cli/dev/observer.ts'], target: 'es2018' }),
  build({ ...page, entryPoints: ['cli/dev/php/revalidate.ini'], outdir: 'dist/php' }),
]);
chmodSync(path.join(dist, 'cli.cjs'), 0o755);
declareTypes(root, dist);
printSizes(['ld.js', 'ld.mjs']);

function printSizes(files: string[]): void {
  console.log(`${'bytes'.padEnd(12)}${['minified', 'gzip -9', 'brotli'].map((name) => name.padStart(10)).join('')}`);
  for (const file of files) {
    const bytes = readFileSync(path.join(dist, file));
    const sizes = [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length];
    console.log(`${file.padEnd(12)}${sizes.map((size) => String(size).padStart(10)).join('')}`);
  }
}
