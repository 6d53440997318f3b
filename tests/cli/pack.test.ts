/**
 * The published package: what is in it, and that it works where it is all there is.
 *
 * @slow installs the package
 * @on linux, darwin
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { templateNames } from '../../cli/commands/create/templates.js';
import { installOffline, npm, pack } from './package.js';
import { inScratch, root, start, tracked, tree } from './scratch.js';
import { templateCard } from './template-card.js';

const ABOUT = ['LICENSE', 'README.md', 'package.json'];

/** Files of `dist/` that no module names: the program reads them, or people do. */
const READ =
  /^dist\/(licences\.txt|package\.json|php\/\w+\.ini|simulator\/(desk\.(css|html|js)|observer\.js)|commands\/\w+\.mjs)$/;

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

const texts = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values(value as object).flatMap(texts);

/** The files that a module of the package imports, types too. Some of what it prints looks like imports. */
function importedBy(file: string): string[] {
  if (!/\.[cm]?[jt]s$/.test(file)) return [];
  const source = readFileSync(path.join(root, file), 'utf8');
  return [...source.matchAll(/\b(?:from|import|require)\s*\(?\s*["'](\.{1,2}\/[\w./-]+)["']/g)].flatMap(([, name]) => {
    const target = path.posix.join(path.posix.dirname(file), name!);
    const types = target.replace(/\.([cm]?)js$/, '.d.$1ts');
    return [/\.d\.[cm]?ts$/.test(file) ? types : target].filter((found) => existsSync(path.join(root, found)));
  });
}

test('the package holds what package.json names and what that imports, and no more', () => {
  const { bin, main, types, exports, typesVersions, unpkg, jsdelivr } = manifest;
  const files = pack().files.sort();
  const needed = new Set([...ABOUT, ...tracked('templates', 'php'), ...files.filter((file) => READ.test(file))]);
  const queue = texts([bin, main, types, exports, typesVersions, unpkg, jsdelivr]).map((file) =>
    path.posix.normalize(file),
  );
  for (const file of [...needed].filter((file) => file.startsWith('dist/'))) queue.push(...importedBy(file));
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (needed.has(file)) continue;
    needed.add(file);
    queue.push(...importedBy(file));
  }
  assert.equal(files, [...needed].sort());
});

test('the package is under 1.25 MiB, and depends on nothing', () => {
  assert.ok(pack().unpackedSize < 1.25 * 1024 * 1024);
  for (const group of ['dependencies', 'optionalDependencies', 'bundleDependencies']) assert.not(manifest[group]);
  // What only people's own tests use is installed by them, or not at all.
  for (const name of Object.keys(manifest.peerDependencies ?? {}))
    assert.ok(manifest.peerDependenciesMeta[name].optional, name);
});

test('it is found as Node, bundlers and TypeScript look for it', async () => {
  const { messages } = await publint({
    pack: { tarball: new Uint8Array(readFileSync(pack().tarball)).buffer },
    strict: true,
  });
  assert.equal(messages, []);
  const analysis = await checkPackage(createPackageFromTarballData(readFileSync(pack().tarball)));
  assert.ok(analysis.types);
  assert.equal(analysis.problems, []);
});

test('import and require give the same names', () =>
  inScratch((folder) => {
    installOffline(pack().tarball, folder);
    for (const name of ['create-leaddesk-card', 'create-leaddesk-card/runtime', 'create-leaddesk-card/testing']) {
      const script = `const required = Object.keys(require('${name}')); import('${name}').then((imported) => console.log(JSON.stringify([required, Object.keys(imported)])))`;
      const [required, imported] = JSON.parse(
        execFileSync(process.execPath, ['-e', script], { cwd: folder, encoding: 'utf8' }),
      );
      assert.ok(imported.length > 0);
      assert.equal(required, imported);
    }
  }));

test('the hashes of the scripts are those of the scripts', () => {
  const hashes = Object.entries<string>(JSON.parse(readFileSync(path.join(root, 'dist/integrity.json'), 'utf8')));
  assert.equal(
    hashes.map(([name]) => name),
    ['ld.js', 'ld.debug.js', 'ld.card.js'],
  );
  for (const [name, hash] of hashes) {
    assert.is(
      hash,
      `sha384-${createHash('sha384')
        .update(readFileSync(path.join(root, 'dist', name)))
        .digest('base64')}`,
    );
  }
});

test('what is bundled has its licence in the package', () => {
  const licences = readFileSync(path.join(root, 'dist/licences.txt'), 'utf8');
  for (const name of ['prompts', '@babel/parser', 'httpxy', 'mrmime']) {
    const { version, license } = JSON.parse(
      readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8'),
    );
    assert.match(licences, `${name} ${version} (${license})`);
  }
});

test('two builds are the same, byte for byte', () =>
  inScratch((folder) => {
    const other = path.join(folder, 'elsewhere/dist');
    npm(['run', '--silent', 'build', '--', other], root);
    assert.equal(tree(other), tree(path.join(root, 'dist')));
  }));

test('installed without network, it scaffolds a card of each template', () =>
  inScratch(async (folder) => {
    const programs = installOffline(pack().tarball, folder);
    for (const template of templateNames) {
      const { status, stderr } = await start(path.join(programs, 'create-leaddesk-card'), [template, '-t', template], {
        cwd: folder,
      }).ended;
      assert.is(stderr, '');
      assert.is(status, 0);
      assert.equal(Object.keys(tree(path.join(folder, template))), Object.keys(tree(templateCard(template))));
    }
  }));

test('installed without network, it serves a card in the simulator', () =>
  inScratch(async (folder) => {
    const programs = installOffline(pack().tarball, folder);
    await start(path.join(programs, 'create-leaddesk-card'), ['my-card'], { cwd: folder }).ended;
    const { child, ended } = start(
      path.join(programs, 'leaddesk-card'),
      ['dev', 'my-card', '--port', '0', '--host-port', '0'],
      { cwd: folder },
    );
    try {
      const [host, card] = await addresses(child.stdout!, ended);
      assert.match((await fetch(host!)).headers.get('content-type')!, 'text/html');
      assert.match(await (await fetch(card!)).text(), '<h1 data-text="script">');
      assert.is(
        await (await fetch(new URL('ld.js', card))).text(),
        readFileSync(path.join(folder, 'my-card/ld.js'), 'utf8'),
      );
    } finally {
      child.kill('SIGINT');
    }
    assert.is((await ended).status, 130);
  }));

test('a card made from a checkout installs the checkout without network, and finds its programs and the runtime', () =>
  inScratch(async (folder) => {
    await start(process.execPath, [path.join(root, 'dist/cli.mjs'), 'my-card', '-t', 'static'], { cwd: folder }).ended;
    const card = path.join(folder, 'my-card');
    npm(['install', '--offline', '--no-audit', '--no-fund', '--cache', path.join(folder, 'empty-cache')], card);
    assert.ok(existsSync(path.join(card, 'node_modules/.bin/leaddesk-card')));
    const script = "import { createLd } from 'create-leaddesk-card'; console.log(typeof createLd().send)";
    assert.is(
      execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: card, encoding: 'utf8' }),
      'function\n',
    );
    // The link into the checkout must not be followed when the folder is removed.
    rmSync(path.join(card, 'node_modules'), { recursive: true });
    assert.ok(existsSync(path.join(root, 'package.json')));
  }));

/** The first two addresses that a program prints: the simulator's and the card's. */
function addresses(stdout: NodeJS.ReadableStream, ended: Promise<{ stderr: string }>): Promise<string[]> {
  return new Promise((resolve, reject) => {
    let text = '';
    stdout.on('data', (more) => {
      text += more;
      const found = text.match(/https?:\S+(?=\s)/g) ?? [];
      if (found.length >= 2) resolve(found);
    });
    ended.then(({ stderr }) => reject(new Error(`ended without two addresses: ${stderr}`)), reject);
  });
}

test.run();
