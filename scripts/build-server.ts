/** Builds `create-leaddesk-card/server` for `require` and `import`, with the scripts that its elements contain. */
import { readFileSync, writeFileSync } from 'node:fs';
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
    platform: 'node',
    target: 'es2021',
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'warning',
    define: { RUNTIME: script('ld.js'), COMPANION: script('ld.card.js') },
  };
  await build({ ...options, format: 'cjs', outfile: path.join(dist, 'server.cjs') });
  // Imported, it is the same file. Node and bundlers find the names that it exports.
  writeFileSync(
    path.join(dist, 'server.mjs'),
    "export { carry, contactOf, frameHeaders, runtimeElement } from './server.cjs';\n",
  );
}
