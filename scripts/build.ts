/**
 * Builds the package, the same bytes each time, and prints the sizes: `npm run build`, into `dist/`, or
 * `tsx scripts/build.ts folder`.
 *
 *   build-runtime   scripts and modules of the runtime and its companion
 *   build-server    helpers for servers, with both inside
 *   build-types     types of what the package exports      build-licences   of what is bundled
 *   build-integrity hashes of the scripts
 */
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { writeIntegrity } from './build-integrity.js';
import { writeLicences } from './build-licences.js';
import { buildRuntime, runtimeOptions } from './build-runtime.js';
import { buildServer } from './build-server.js';
import { declareTypes } from './build-types.js';

const root = path.resolve(import.meta.dirname, '..');
const dist = path.resolve(process.argv[2] ?? path.join(root, 'dist'));

/**
 * Files of the package that Node loads. Each command is one, so that a scaffold does not load what only `check` needs;
 * what several share goes into `chunks/`.
 */
const modules: Record<string, string> = {
  cli: 'cli/index.ts',
  ...Object.fromEntries(loadedCommands().map((name) => [`commands/${name}`, `cli/commands/${name}/index.ts`])),
};

/** Modules that other people's code imports, which share code with the command line. */
const libraries: Record<string, string> = {
  testing: 'cli/testing/index.ts',
  'testing/playwright': 'cli/testing/playwright.ts',
};

/** Modules for `require`, each a file by itself: Node 20 can not `require` the modules above. */
const required: Record<string, string> = {
  'testing/dom': 'cli/testing/dom.ts',
  'testing/playwright': 'cli/testing/playwright.ts',
};

/** `require('create-leaddesk-card/testing')`: what it starts is a promise anyway, so the module is loaded then. */
const TESTING_CJS = `'use strict';
exports.startHost = async (options) => {
  const { startHost } = await import('./testing.mjs').catch((error) => {
    if (!/^ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING/.test(error.code)) throw error;
    throw new Error('Jest loads this module only with: node --experimental-vm-modules node_modules/jest/bin/jest.js');
  });
  return startHost(options);
};
`;

/** The runtime as text, for what runs it in a test's window. */
const runtimeAsText: Plugin = {
  name: 'runtime-as-text',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^runtime:code$/ }, ({ path }) => ({ path, namespace: 'runtime-code' }));
    onLoad({ filter: /./, namespace: 'runtime-code' }, async () => {
      const { outputFiles } = await build({
        ...runtimeOptions,
        absWorkingDir: root,
        entryPoints: ['cli/testing/runtime-code.ts'],
        format: 'iife',
        globalName: 'leaddesk',
        minify: true,
        write: false,
      });
      return { contents: outputFiles[0]!.text, loader: 'text' };
    });
  },
};

/** Playwright's fixtures need no second copy of what `testing.cjs` has. */
const testingIsShared: Plugin = {
  name: 'testing-is-shared',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/index\.js$/ }, ({ importer }) =>
      importer.endsWith('playwright.ts') ? { path: '../testing.cjs', external: true } : undefined,
    );
  },
};

/**
 * The parser of scripts without its plugins for Flow, for templates of code and for engines' own syntax, which `check`
 * does not ask for: 47 KB. As a module, what is not used of it is left out.
 */
const parserWithoutFlow: Plugin = {
  name: 'parser-without-flow',
  setup({ onLoad }) {
    onLoad({ filter: /@babel\/parser\/lib\/index\.js$/ }, ({ path: file }) => {
      let contents = readFileSync(file, 'utf8');
      const replace = (what: string | RegExp, by: string) => {
        if (contents.search(what) < 0) throw new Error(`${file} has no ${what} any more.`);
        contents = contents.replace(what, by);
      };
      replace(/^(?: {2}(?:flow|v8intrinsic|placeholders),?\n)+/gm, '');
      replace(/(?<=^const (?:Flow|Placeholder)Errors = )/gm, '/* @__PURE__ */ ');
      // It hides a property of each node's place, which takes a quarter of the parser's time.
      replace(/^const toUnenumerable = [^]*?^\};$/m, 'const toUnenumerable = () => {};');
      replace(/^Object\.defineProperty\(exports, '__esModule'.*\n.*\n\}\);$/m, '');
      replace(/^exports\.(?:parse = parse;)$/m, 'export { parse };');
      replace(/^exports\..*$/gm, '');
      return { contents, loader: 'js' };
    });
  },
};

const node: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20.11',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  // The prompts contain their code twice; this is the copy for a current Node.
  alias: { prompts: 'prompts/lib/index.js' },
  // Whoever uses these has them.
  external: ['@playwright/test', 'playwright-core', 'puppeteer-core'],
  plugins: [runtimeAsText, parserWithoutFlow],
  outdir: dist,
};

/** The command line. CommonJS packages in the bundle call `require` for Node's own modules. */
const commandLine: BuildOptions = {
  ...node,
  entryPoints: { ...modules, ...libraries },
  format: 'esm',
  splitting: true,
  outExtension: { '.js': '.mjs' },
  chunkNames: 'chunks/[hash]',
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
  },
};

const commonjs: BuildOptions = {
  ...node,
  entryPoints: required,
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  define: { 'import.meta.dirname': '__dirname' },
  plugins: [...node.plugins!, testingIsShared],
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
const [bundles] = await Promise.all([
  Promise.all([build(commandLine), build(commonjs)]),
  buildRuntime(root, dist),
  build({ ...page, entryPoints: ['desk.html', 'desk.css', 'desk.ts'].map((name) => `cli/simulator/page/${name}`) }),
  build({ ...page, entryPoints: ['cli/simulator/card/observer.ts'], target: 'es2018' }),
  build({ ...page, entryPoints: ['cli/shared/php/revalidate.ini'], outdir: at('php') }),
]);
await buildServer(root, dist);
chmodSync(at('cli.mjs'), 0o755);
writeFileSync(at('testing.cjs'), TESTING_CJS);
// Imported, it is the same file. Node finds the names that it exports.
writeFileSync(at('testing/dom.mjs'), "export { createTestHost } from './dom.cjs';\n");
const schema = readFileSync(path.join(root, 'cli/simulator/scenario/scenario.schema.json'), 'utf8');
writeFileSync(at('scenario.schema.json'), JSON.stringify(JSON.parse(schema)));
// The scripts are scripts, and the types beside them are those of both formats.
writeFileSync(at('package.json'), '{ "type": "commonjs" }\n');
declareTypes(root, dist);
writeLicences(root, bundles, at('licences.txt'));
writeIntegrity(dist, ['ld.js', 'ld.debug.js', 'ld.card.js']);
printSizes(['ld.js', 'ld.mjs', 'ld.card.js', 'ld.card.mjs']);

/** The commands that are loaded when they are called: each is a folder. The program itself contains `create`. */
function loadedCommands(): string[] {
  const entries = readdirSync(path.join(root, 'cli/commands'), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory() && entry.name !== 'create').map(({ name }) => name);
}

function printSizes(files: string[]): void {
  console.log(`${'bytes'.padEnd(12)}${['minified', 'gzip -9', 'brotli'].map((name) => name.padStart(10)).join('')}`);
  for (const file of files) {
    const bytes = readFileSync(at(file));
    const sizes = [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length];
    console.log(`${file.padEnd(12)}${sizes.map((size) => String(size).padStart(10)).join('')}`);
  }
}
