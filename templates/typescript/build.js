/**
 * Builds the card into `dist/`, ready for any web host. Each page names its script as `src/<name>.ts`; in `dist/` that
 * is `<name>.js`.
 *
 *   node build.js                  builds once
 *   node build.js --serve 8000     serves it on that port, built anew for each request; a fault shows in the page
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { context } from 'esbuild';

const SCRIPT = /src="src\/([\w-]+)\.ts"/;

const [, , mode, port] = process.argv;
const serving = mode === '--serve';
const pages = readdirSync('.').filter((name) => name.endsWith('.html'));
const scripts = pages.flatMap((name) => SCRIPT.exec(readFileSync(name, 'utf8'))?.[1] ?? []);

const card = await context({
  entryPoints: [...new Set(scripts)].map((name) => `src/${name}.ts`),
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2020',
  minify: !serving,
  sourcemap: serving,
  logLevel: 'info',
  plugins: [{ name: 'pages', setup: ({ onStart }) => onStart(writePages) }],
});

if (serving) {
  await card.serve({ servedir: 'dist', host: '127.0.0.1', port: Number(port) });
} else {
  rmSync('dist', { recursive: true, force: true });
  try {
    await card.rebuild();
  } catch {
    process.exitCode = 1; // esbuild has said why
  }
  await card.dispose();
}

function writePages() {
  mkdirSync('dist', { recursive: true });
  for (const name of pages) {
    writeFileSync(`dist/${name}`, readFileSync(name, 'utf8').replace(SCRIPT, 'src="$1.js"'));
  }
  for (const name of ['card.css', '_headers']) copyFileSync(name, `dist/${name}`);
}
