/** npm's registry as a stranger would have it, on this machine: the package as it is packed, and what it names. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Site, serve } from '../browser/serve.js';
import { npm, pack } from '../cli/package.js';
import { root } from '../cli/scratch.js';

/** Serves the package, and others out of `node_modules`. */
export async function serveRegistry(others: string[] = []): Promise<Site> {
  const site = await serve({});
  offer(site, root, readFileSync(pack().tarball));
  for (const name of others)
    offer(site, path.join(root, 'node_modules', name), packed(path.join(root, 'node_modules', name)));
  return site;
}

function offer({ routes, origin }: Site, folder: string, tarball: Buffer): void {
  const { name, version, bin, peerDependencies, peerDependenciesMeta } = JSON.parse(
    readFileSync(path.join(folder, 'package.json'), 'utf8'),
  );
  const dist = {
    tarball: `${origin}/${name}.tgz`,
    integrity: `sha512-${createHash('sha512').update(tarball).digest('base64')}`,
  };
  const versions = { [version]: { name, version, bin, peerDependencies, peerDependenciesMeta, dist } };
  routes[`/${name}`] = {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, 'dist-tags': { latest: version }, versions }),
  };
  routes[`/${name}.tgz`] = { headers: { 'content-type': 'application/octet-stream' }, body: tarball };
}

function packed(folder: string): Buffer {
  const target = mkdtempSync(path.join(tmpdir(), 'packed-'));
  try {
    const [{ filename }] = JSON.parse(
      npm(['pack', '--ignore-scripts', '--json', '--pack-destination', target, folder], target),
    );
    return readFileSync(path.join(target, filename));
  } finally {
    rmSync(target, { recursive: true });
  }
}
