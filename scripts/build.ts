/**
 * Builds the package, the same bytes each time, and prints the sizes: `npm run build`, into `dist/`, or
 * `tsx scripts/build.ts folder`.
 *
 *   build-runtime   the runtime's scripts and modules      order-functions  in an order that compresses well
 *   build-types     types of what the package exports      build-licences   of what is bundled
 *   build-integrity hashes of the scripts
 */
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { writeIntegrity } from './build-integrity.js';
import { writeLicences } from './build-licences.js';
import { buildRuntime } from './build-runtime.js';
import { declareTypes } from './build-types.js';

const root = path.resolve(import.meta.dirname, '..');
const dist = path.resolve(process.argv[2] ?? path.join(root, 'dist'));

/** Commands that are files of their own: the entry loads them when they are called. */
const commands = ['dev', 'check', 'inline'];

const commandsStayApart: Plugin = {
  name: 'commands-stay-apart',
  setup({ onResolve }) {
    // What is loaded only when it is asked for, and is in the package already.
    onResolve({ filter: /^[./]+\/testing\/index\.js$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './testing.mjs', external: true } : undefined,
    );
    onResolve({ filter: /^\.\/(\w+)\/index\.js$/ }, ({ path: file, kind }) => {
      const name = file.split('/')[1]!;
      return kind === 'dynamic-import' && commands.includes(name)
        ? { path: `./${name}.cjs`, external: true }
        : undefined;
    });
  },
};

/** The HTML parser brings a parser of style sheets, larger than all else that it has; `check` reads none. */
const styleSheetsStayUnread: Plugin = {
  name: 'style-sheets-stay-unread',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^cssomnom\b/ }, ({ path }) => ({ path, namespace: 'unread' }));
    onLoad({ filter: /./, namespace: 'unread' }, () => ({
      contents: 'export const parse = () => ({ cssRules: [] });',
    }));
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
  metafile: true,
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
  loader: { '.html': 'copy', '.ini': 'copy' },
  entryNames: '[name]',
  outdir: path.join(dist, 'simulator'),
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
const at = (name: string) => path.join(dist, name);
const [commandLine] = await Promise.all([
  Promise.all([
    build({ ...command, entryPoints: ['cli/index.ts'], outfile: at('cli.cjs') }),
    build({ ...command, entryPoints: ['cli/commands/dev/index.ts'], outfile: at('dev.cjs') }),
    build({
      ...command,
      plugins: [commandsStayApart, styleSheetsStayUnread],
      minify: true,
      entryPoints: ['cli/commands/check/index.ts'],
      outfile: at('check.cjs'),
    }),
    build({ ...command, entryPoints: ['cli/commands/inline/index.ts'], outfile: at('inline.cjs') }),
    build({ ...command, entryPoints: ['cli/testing/index.ts'], outfile: at('testing.cjs') }),
  ]),
  buildRuntime(root, dist),
  build({ ...page, entryPoints: ['desk.html', 'desk.css', 'desk.ts'].map((name) => `cli/simulator/page/${name}`) }),
  build({ ...page, entryPoints: ['cli/simulator/card/observer.ts'], target: 'es2018' }),
  build({ ...page, entryPoints: ['cli/shared/php/revalidate.ini'], outdir: at('php') }),
]);
chmodSync(at('cli.cjs'), 0o755);
// Node finds the names that a CommonJS module exports.
writeFileSync(at('testing.mjs'), "export { startHost } from './testing.cjs';\n");
// The scripts are scripts, and the types beside them are those of both formats.
writeFileSync(at('package.json'), '{ "type": "commonjs" }\n');
declareTypes(root, dist);
writeLicences(root, commandLine, at('licences.txt'));
writeIntegrity(dist, ['ld.js', 'ld.debug.js']);
printSizes(['ld.js', 'ld.mjs']);

function printSizes(files: string[]): void {
  console.log(`${'bytes'.padEnd(12)}${['minified', 'gzip -9', 'brotli'].map((name) => name.padStart(10)).join('')}`);
  for (const file of files) {
    const bytes = readFileSync(at(file));
    const sizes = [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length];
    console.log(`${file.padEnd(12)}${sizes.map((size) => String(size).padStart(10)).join('')}`);
  }
}
