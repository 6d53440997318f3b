/** Builds `create-leaddesk-card/server` in both formats, with the scripts inside that its elements contain. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type BuildOptions, build } from 'esbuild';

/** @param dist where the scripts have been built, and where to write. */
export async function buildServer(root: string, dist: string): Promise<void> {
  const script = (name: string) => JSON.stringify(readFileSync(path.join(dist, name), 'utf8').trim());
  const options: BuildOptions = {
    absWorkingDir: root,
    entryPoints: ['cli/server/index.ts'],
    bundle: true,
    minify: true,
    // Not only Node: it uses nothing but the language.
    platform: 'neutral',
    target: 'es2021',
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'warning',
    define: { RUNTIME: script('ld.js'), COMPANION: script('ld.card.js') },
  };
  await Promise.all([
    build({ ...options, format: 'esm', outfile: path.join(dist, 'server.mjs') }),
    build({ ...options, format: 'cjs', outfile: path.join(dist, 'server.cjs') }),
  ]);
}
