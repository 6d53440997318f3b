/**
 * Builds the card into `dist/`, ready for any web host. Each page names its script as `src/<name>.ts`; in `dist/` that
 * is `<name>.js`, a script and no module: a sandboxed frame loads no modules.
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const SCRIPT = /src="src\/([\w-]+)\.ts"/;

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');
for (const name of ['card.css', 'logo.svg', '_headers']) copyFileSync(name, `dist/${name}`);

const scripts = new Set();
for (const name of readdirSync('.').filter((file) => file.endsWith('.html'))) {
  const page = readFileSync(name, 'utf8').replace(SCRIPT, (_, script) => {
    scripts.add(`src/${script}.ts`);
    return `src="${script}.js"`;
  });
  writeFileSync(`dist/${name}`, page);
}

await build({
  entryPoints: [...scripts],
  outdir: 'dist',
  bundle: true,
  format: 'iife',
  target: 'es2020',
  minify: true,
  logLevel: 'warning',
}).catch(() => {
  process.exitCode = 1; // esbuild has said why
});
