/** The published package: what is in it, and that it works where it is all there is. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { templateNames } from '../../cli/commands/create/templates.js';
import { installOffline, npm, pack } from './package.js';
import { inScratch, root, start, tracked, tree } from './scratch.js';
import { templateCard } from './template-card.js';

const ABOUT = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'];

const BUILT = [
  'cli.mjs',
  ...readdirSync(path.join(root, 'cli/commands'))
    .filter((name) => !name.endsWith('.ts') && name !== 'create')
    .map((name) => `commands/${name}.mjs`),
  'integrity.json',
  'ld.cjs',
  'ld.d.cts',
  'ld.d.mts',
  'ld.debug.js',
  'ld.js',
  'ld.mjs',
  'licences.txt',
  'package.json',
  'php/revalidate.ini',
  'presets.d.ts',
  'protocol.d.ts',
  'scenario.schema.json',
  'script.d.ts',
  'simulator/desk.css',
  'simulator/desk.html',
  'simulator/desk.js',
  'simulator/observer.js',
  'testing-types.d.ts',
  'testing.cjs',
  'testing.d.cts',
  'testing.d.mts',
  'testing.mjs',
  'testing/dom.cjs',
  'testing/dom.d.cts',
  'testing/dom.d.mts',
  'testing/dom.mjs',
  'testing/framed-window.d.ts',
  'testing/playwright.cjs',
  'testing/playwright.d.cts',
  'testing/playwright.d.mts',
  'testing/playwright.mjs',
  'verdict.d.ts',
].map((name) => `dist/${name}`);

/** What modules share: the build names these files by their contents. */
const CHUNK = /^dist\/chunks\/[A-Z0-9]{8}\.mjs$/;

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

test('the package holds what is needed, and no more', () => {
  const files = pack().files.filter((file) => !CHUNK.test(file));
  assert.equal(files.sort(), [...ABOUT, ...BUILT, ...tracked('templates')].sort());
});

test('the package is under 1.25 MiB, and depends on nothing', () => {
  assert.ok(pack().unpackedSize < 1.25 * 1024 * 1024);
  for (const group of ['dependencies', 'optionalDependencies', 'bundleDependencies']) assert.not(manifest[group]);
  // What only people's own tests use is installed by them, or not at all.
  for (const name of Object.keys(manifest.peerDependencies ?? {}))
    assert.ok(manifest.peerDependenciesMeta[name].optional, name);
});

test('everything that package.json points to is in the package', () => {
  const texts = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : Object.values(value as object).flatMap(texts);
  const { bin, main, types, exports, typesVersions, unpkg, jsdelivr, sideEffects } = manifest;
  for (const file of texts([bin, main, types, exports, typesVersions, unpkg, jsdelivr, sideEffects]))
    assert.ok(pack().files.includes(path.posix.normalize(file)), file);
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
    ['ld.js', 'ld.debug.js'],
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
  for (const name of ['prompts', 'linkedom', 'acorn', 'htmlparser2']) {
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
      assert.match(await (await fetch(card!)).text(), '<h1>Contact</h1>');
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
