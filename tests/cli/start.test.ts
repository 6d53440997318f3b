/**
 * `npm start`, after the build: a demo card in the simulator. In a copy, so that a developer's demo card is not
 * touched.
 *
 * @on linux, darwin
 * @slow
 */
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { until } from '../browser/until.js';
import { inScratch, plant, type Running, root, start, tree } from './scratch.js';

/** Starts a copy of the project; resolves once the simulator has said where it is. */
async function startCopy(folder: string, args: string[] = []): Promise<Running & { address: string }> {
  for (const name of ['scripts/start.ts', 'cli', 'dist', 'templates', 'package.json'])
    cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  const loader = path.join(root, 'node_modules/tsx/dist/loader.mjs');
  const ports = ['--port', '0', '--host-port', '0'];
  const running = start(process.execPath, ['--import', loader, 'scripts/start.ts', ...args, ...ports], { cwd: folder });
  const address = await new Promise<string>((resolve, reject) => {
    let text = '';
    running.child.stdout!.on('data', (more) => {
      text += more;
      const found = /http:\/\/localhost:\d+\//.exec(text);
      if (found) resolve(found[0]);
    });
    running.ended.then(({ stderr }) => reject(new Error(`ended without an address: ${stderr}`)), reject);
  });
  return { ...running, address };
}

test('makes the demo card, serves it in the simulator, and ends on Ctrl-C', () =>
  inScratch(async (folder) => {
    const { child, ended, address } = await startCopy(folder);
    try {
      assert.is((await fetch(address)).status, 200);
      assert.ok(tree(path.join(folder, 'demo-card'))['index.html']);
      assert.is(JSON.parse(readFileSync(path.join(folder, 'demo-card/package.json'), 'utf8')).name, 'demo-card');
    } finally {
      child.kill('SIGINT');
    }
    assert.is((await ended).status, 130);
  }));

test('leaves a demo card that is there as it is', () =>
  inScratch(async (folder) => {
    plant(folder, { 'demo-card/index.html': 'mine' });
    const { child, ended } = await startCopy(folder);
    child.kill('SIGINT');
    await ended;
    assert.equal(tree(path.join(folder, 'demo-card')), { 'index.html': 'mine' });
  }));

test('runs a template as it is now, and follows its edits', () =>
  inScratch(async (folder) => {
    plant(folder, { 'demo/static/index.html': 'from an earlier start' });
    const { child, ended, address } = await startCopy(folder, ['--template', 'static']);
    try {
      assert.is((await fetch(address)).status, 200);
      const shared = path.join(folder, 'templates/_shared/card.css');
      const css = path.join(folder, 'demo/static/card.css');
      assert.is(readFileSync(css, 'utf8'), readFileSync(shared, 'utf8'));
      assert.match(readFileSync(path.join(folder, 'demo/static/index.html'), 'utf8'), '<nav');
      plant(folder, { 'templates/_shared/card.css': 'body {}' });
      await until(() => readFileSync(css, 'utf8') === 'body {}', 'the edit in the card');
    } finally {
      child.kill('SIGINT');
    }
    assert.is((await ended).status, 130);
  }));

test('names the templates where there is none of that name', () =>
  inScratch(async (folder) => {
    const error = await startCopy(folder, ['--template', 'svelte']).catch(({ message }) => message);
    assert.match(error, /error There is no template svelte\. Take one of static, /);
  }));

test.run();
