/** What others made: which versions, installed for one run, since no one else who works here needs them. */
import path from 'node:path';
import { build } from 'esbuild';
import { UserError } from '../../cli/shared/errors.js';
import { npm } from '../cli/package.js';
import { plant } from '../cli/scratch.js';

export const versions = {
  penpal: '7.0.6',
  postmate: '1.5.2',
  comlink: '4.4.2',
  vite: '8.3.8',
  'create-vite': '9.3.0',
};

export type Peer = keyof typeof versions;

/** The peer's name with its version, as the table has it. */
export function named(peer: Peer): string {
  return `${peer} ${versions[peer]}`;
}

/** Installs all of them into an empty folder. Throws a UserError when npm cannot. */
export function installPeers(folder: string): void {
  plant(folder, { 'package.json': '{"private":true}' });
  const packages = Object.entries(versions).map(([name, version]) => `${name}@${version}`);
  try {
    npm(['install', '--no-audit', '--no-fund', '--save-exact', ...packages], folder);
  } catch (cause) {
    const reason = /npm error code (\w+)/.exec(String((cause as { stderr?: unknown }).stderr))?.[1] ?? 'it failed';
    throw new UserError(
      `npm could not install what is measured against (${reason}): ${packages.join(', ')}. Is its registry in reach?`,
    );
  }
}

/**
 * Bundles and minifies a module that may import peers, as their users do. Penpal is written in ES2022: an older target
 * would make it larger and slower.
 *
 * @param before a script to put first, as it is.
 */
export async function bundle(
  peers: string,
  module: string,
  { format = 'iife' as 'iife' | 'esm', before = '' } = {},
): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: module, resolveDir: import.meta.dirname, loader: 'ts' },
    nodePaths: [path.join(peers, 'node_modules')],
    bundle: true,
    minify: true,
    write: false,
    format,
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    banner: { js: before },
    legalComments: 'none',
    logLevel: 'warning',
  });
  return outputFiles[0]!.text;
}
