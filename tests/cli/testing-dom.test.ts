/**
 * `create-leaddesk-card/testing/dom` in Vitest, Jest and node:test, in a project that has the packed package.
 *
 * @on linux, darwin
 * @slow
 */
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { blocksFor } from '../readme/documents.js';
import { pack } from './package.js';
import { inScratch, plant, root, start } from './scratch.js';

const test = suite('testing/dom in test runners');

/** A project with the package and what else its tests import. */
async function project(folder: string, files: Record<string, string>, packages: string[]): Promise<void> {
  plant(folder, files);
  for (const name of packages) {
    const link = path.join(folder, 'node_modules', name);
    mkdirSync(path.dirname(link), { recursive: true });
    if (!existsSync(link)) symlinkSync(path.join(root, 'node_modules', name), link);
  }
  await start('tar', ['-xzf', pack().tarball, '-C', 'node_modules'], { cwd: folder }).ended;
  await start('mv', ['node_modules/package', 'node_modules/create-leaddesk-card'], { cwd: folder }).ended;
}

/** A card's script, which uses the global `ld` as pages do, and one that makes its own from the module. */
const card = {
  'card.js': `document.querySelector('button').onclick = () => ld.send('hangup');
ld.on('callLineOn', () => { document.title = 'On the line'; });`,
  'typed.mjs': `import { createLd } from 'create-leaddesk-card/runtime';
export const save = () => createLd().send('select_reason', { id: 5 });`,
};

/** The documents' tests, in a page with a button that hangs up. */
const documented = blocksFor('dom').map(({ text }) => text.replace(/^import .*\n/, ''));
const asTest = (text: string, index: number) => `test('documented ${index}', () => {
  document.body.innerHTML = '<button data-ld-send="hangup">Hang up</button>';
  ${text}
  host.close();
});`;

const body = `
  document.body.innerHTML = '<button>Hang up</button>';
  const host = createTestHost(window);
  try {
    await load();
    host.agent.dial();
    host.agent.answer();
    expect(document.title).toBe('On the line');
    document.querySelector('button').click();
    expect(host.commands()).toMatchObject([{ action: 'hangup', verdict: { kind: 'valid' } }]);
    expect(host.ld.url('next')).toContain('ld_referrer=https%3A%2F%2Flogin.leaddesk.com');
  } finally {
    host.close();
  }`;

for (const environment of ['jsdom', 'happy-dom']) {
  test(`Vitest with ${environment}`, () =>
    inScratch(async (folder) => {
      const files = {
        ...card,
        'package.json': '{"type":"module"}',
        'card.test.js': `// @vitest-environment ${environment}
import { expect, test } from 'vitest';
import { createTestHost } from 'create-leaddesk-card/testing/dom';
import { save } from './typed.mjs';
const load = () => import('./card.js');
test('the card hangs up', async () => {${body}
});
test('a module makes its own connection, in five lines', () => {
  const host = createTestHost(window);
  expect(save()).toBe(true);
  expect(host.commands()[0].raw).toBe('{"action":"select_reason","params":{"id":5}}');
  host.close();
});
${documented.map((text, index) => asTest(text, index)).join('\n')}`,
      };
      await project(folder, files, ['vitest', environment]);
      const { status, stdout, stderr } = await start(
        process.execPath,
        ['node_modules/vitest/vitest.mjs', 'run', '--no-file-parallelism', '--pool=threads'],
        { cwd: folder },
      ).ended;
      assert.is(status, 0, stdout + stderr);
      assert.match(stdout, new RegExp(`${2 + documented.length} passed`));
    }));
}

test('Jest, which uses CommonJS, with jsdom', () =>
  inScratch(async (folder) => {
    const files = {
      ...card,
      'package.json': '{"jest":{"testEnvironment":"jsdom","transform":{}}}',
      'card.test.js': `const { createTestHost } = require('create-leaddesk-card/testing/dom');
const load = async () => require('./card.js');
test('the card hangs up', async () => {${body}
});`,
    };
    await project(folder, files, ['jest', 'jest-environment-jsdom']);
    const { status, stdout, stderr } = await start(process.execPath, ['node_modules/jest/bin/jest.js', '--runInBand'], {
      cwd: folder,
    }).ended;
    assert.is(status, 0, stdout + stderr);
    assert.match(stderr, /1 passed/);
  }));

test('node:test with jsdom, and with linkedom', () =>
  inScratch(async (folder) => {
    const files = {
      ...card,
      'package.json': '{"type":"module"}',
      'card.test.js': `import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { JSDOM } from 'jsdom';
import { parseHTML } from 'linkedom';
import { createTestHost } from 'create-leaddesk-card/testing/dom';
for (const window of [new JSDOM('').window, parseHTML('<!doctype html><html><body></body></html>').window]) {
  test('the card hangs up', () => {
    const host = createTestHost(window);
    window.document.body.innerHTML = '<button>Hang up</button>';
    new Function('document', 'ld', readFileSync('card.js', 'utf8'))(window.document, host.ld);
    host.agent.dial();
    window.document.querySelector('button').click();
    assert.equal(host.commands()[0].raw, '{"action":"hangup"}');
    host.close();
  });
}`,
    };
    await project(folder, files, ['jsdom', 'linkedom']);
    const { status, stdout } = await start(process.execPath, ['--test'], { cwd: folder }).ended;
    assert.is(status, 0, stdout);
    assert.match(stdout, /pass 2/);
  }));

test.run();
