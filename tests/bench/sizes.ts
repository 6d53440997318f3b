/** How large the script is that a card needs to talk to its host. The bare API needs none. */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { type Contender, contenders, script } from './contenders/index.js';
import type { Bench } from './index.js';
import { bundle } from './peers.js';
import type { Row } from './table.js';

const compressions: Record<string, (text: string) => number> = {
  'minified, bytes': (text) => Buffer.byteLength(text),
  'gzip -9, bytes': (text) => gzipSync(text, { level: 9 }).length,
  'brotli 11, bytes': (text) => brotliCompressSync(text).length,
};

export async function sizes({ peers }: Bench): Promise<Row[]> {
  const scripts = await Promise.all(contenders.map((contender) => scriptOf(peers, contender)));
  return Object.entries(compressions).map(([label, size]) => ({
    label,
    figures: scripts.map((text) => (text === undefined ? [] : [size(text)])),
  }));
}

async function scriptOf(peers: string, { name, imports }: Contender): Promise<string | undefined> {
  if (imports) return bundle(peers, imports, { format: 'esm' });
  return name === 'ours' ? script() : undefined;
}
