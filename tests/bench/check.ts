/**
 * What `check` takes for inputs that were, or could be, worse than linear: time(2n) / time(n) for each, and the time
 * and memory of large ones. Run it with `npx tsx tests/bench/check.ts`, or with the names of some.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readFolder } from '../../cli/commands/check/folder.js';
import { inspect } from '../../cli/commands/check/inspect.js';
import { CHECKS } from '../../cli/commands/check/rules/index.js';
import { root } from '../cli/scratch.js';
import { HARD } from '../unit/check/hard.js';

const asked = process.argv.slice(2);

function measure(files: Record<string, string>): { milliseconds: number; findings: number } {
  const folder = mkdtempSync(path.join(tmpdir(), 'check-bench-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    const start = performance.now();
    const findings = inspect(readFolder(folder), CHECKS);
    return { milliseconds: performance.now() - start, findings: findings.length };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const best = (files: Record<string, string>) => Math.min(...[0, 1, 2].map(() => measure(files).milliseconds));

console.log(
  `${'input'.padEnd(44)}${'n'.padStart(8)}${'ms(n)'.padStart(9)}${'ms(2n)'.padStart(9)}${'ratio'.padStart(7)}`,
);
for (const { name, count, make } of HARD) {
  if (asked.length && !asked.some((word) => name.includes(word))) continue;
  const [once, twice] = [best(make(count)), best(make(2 * count))];
  const ratio = (twice / once).toFixed(2);
  console.log(
    `${name.padEnd(44)}${String(count).padStart(8)}${once.toFixed(0).padStart(9)}${twice.toFixed(0).padStart(9)}${ratio.padStart(7)}`,
  );
}

const large: [name: string, make: () => Record<string, string>][] = [
  ['a bundle of 6 MB', () => ({ 'index.html': '<!doctype html><script src="a.js"></script>', 'a.js': bundle(6e6) })],
  ['5,000 pages', () => Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`p${at}.html`, pageNumber(at)]))],
];
for (const [name, make] of large) {
  if (asked.length && !asked.some((word) => name.includes(word))) continue;
  const { milliseconds, findings } = measure(make());
  const mebibytes = process.resourceUsage().maxRSS / 1024;
  console.log(
    `${name.padEnd(44)}${(milliseconds / 1000).toFixed(1)} s, ${mebibytes.toFixed(0)} MiB at most so far, ${findings} findings`,
  );
}

/** Code of this repository's tools, over and over. */
function bundle(length: number): string {
  const part = readFileSync(path.join(root, 'node_modules/terser/dist/bundle.min.js'), 'utf8');
  return `(function(){${part}\n})();\n`.repeat(Math.ceil(length / part.length)).slice(0, -1);
}

function pageNumber(at: number): string {
  const rows = Array.from(
    { length: 20 },
    (_, row) => `<tr><td><a href="p${(at + row) % 5000}.html?id=${row}">Order ${row}</a></td><td>${at * row}</td></tr>`,
  );
  return `<!doctype html><html><head><title>${at}</title><script src="ld.js"></script></head><body><table>${rows.join('\n')}</table>
<form action="save.html"><input name="a" value="b"><button data-ld-send="hangup">Hang up</button></form>
<script>function next() { location.href = ld.url('p${at + 1}.html') } ld.on('callLineOn', next);</script></body></html>`;
}
