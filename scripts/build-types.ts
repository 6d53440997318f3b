/** The types of the package's modules: what its public faces name, and nothing else. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PRESET_NAMES } from '../cli/simulator/presets.js';

const PRESETS = 'presets.d.ts';

/** Sources and what their declarations are called in `dist/`, side by side. */
const FACES = {
  'runtime/index': 'ld.d.mts',
  'runtime/protocol': 'protocol.d.ts',
  'runtime/card/index': 'ld.card.d.mts',
  'runtime/card/call': 'call.d.ts',
  'runtime/card/contact': 'contact.d.ts',
  'runtime/card/receipt': 'receipt.d.ts',
  'cli/server/index': 'server.d.mts',
  'cli/server/carry': 'server/carry.d.ts',
  'cli/server/contact': 'server/contact.d.ts',
  'cli/server/element': 'server/element.d.ts',
  'cli/server/frames': 'server/frames.d.ts',
  'cli/testing/index': 'testing.d.mts',
  'cli/testing/types': 'testing-types.d.ts',
  'cli/testing/dom': 'testing/dom.d.mts',
  'cli/testing/framed-window': 'testing/framed-window.d.ts',
  'cli/testing/playwright': 'testing/playwright.d.mts',
  'cli/simulator/presets': PRESETS,
  'cli/simulator/verdict': 'verdict.d.ts',
};

/** The types of the script builds, which a page loads for what they do to it. */
const SCRIPT = 'runtime/window';

/** The companion's script, which a page loads after the runtime's. */
const CARD_SCRIPT = `import type { Card } from './ld.card.cjs';
import './script.js';
declare module './ld.cjs' {
  interface Ld {
    /** The page's companion. */
    card: Card;
  }
}
`;

/** @param root of the repository. @param dist where to write. */
export function declareTypes(root: string, dist: string): void {
  const out = mkdtempSync(path.join(tmpdir(), 'ld-types-'));
  try {
    const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
    const options = [
      '--noEmit',
      'false',
      '--emitDeclarationOnly',
      '--declaration',
      '--noCheck',
      '--outDir',
      out,
      '--rootDir',
      root,
    ];
    execFileSync(process.execPath, [tsc, '-p', root, ...options], { stdio: 'inherit' });
    for (const [source, name] of Object.entries(FACES)) {
      const text = readFileSync(path.join(out, `${source}.d.ts`), 'utf8');
      mkdirSync(path.dirname(path.join(dist, name)), { recursive: true });
      writeFileSync(path.join(dist, name), relocated(text, source, name));
      // A module and its CommonJS twin have the same types; TypeScript wants them under both names.
      const twin = name.replace('.d.mts', '.d.cts');
      if (twin !== name) writeFileSync(path.join(dist, twin), relocated(text, source, twin));
    }
    const script = readFileSync(path.join(root, `${SCRIPT}.d.ts`), 'utf8');
    // Of the presets only their names are for others; the table would be five kilobytes.
    const names = PRESET_NAMES.map((name) => JSON.stringify(name)).join(' | ');
    writeFileSync(path.join(dist, PRESETS), `export type PresetName = ${names};\n`);
    writeFileSync(path.join(dist, 'script.d.ts'), relocated(script, SCRIPT, 'script.d.ts'));
    writeFileSync(path.join(dist, 'card-script.d.ts'), CARD_SCRIPT);
  } finally {
    rmSync(out, { recursive: true });
  }
}

/** Declarations with their imports as the files lie in `dist/`. @throws for an import that is not declared there. */
function relocated(text: string, source: string, name: string): string {
  return text.replace(/(?<=(?:from |import\()')(\.[^']+)\.js(?=')/g, (_, specifier: string) => {
    const imported = path.posix.join(path.posix.dirname(source), specifier);
    const face = (FACES as Record<string, string>)[imported];
    if (face === undefined) throw new Error(`The types of ${source} need ${imported}: name it in FACES, or inline it.`);
    const file = path.posix.relative(path.posix.dirname(name), face);
    const module = name.endsWith('.d.mts') ? '.mjs' : '.cjs';
    return (file.startsWith('.') ? file : `./${file}`).replace(/\.d\.mts$/, module).replace(/\.d\.ts$/, '.js');
  });
}
