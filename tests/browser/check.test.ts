/**
 * `check --browser`: pages of a card in Chromium, in the simulator.
 *
 * @needs chromium
 * @slow starts a browser for each case
 */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cli, inScratch, plant, root } from '../cli/scratch.js';
import { templateCard } from '../cli/template-card.js';
import { serve } from './serve.js';

const runtime = readFileSync(path.join(root, 'dist/ld.js'), 'utf8');
const page = (head: string, body = '') =>
  `<!doctype html><html><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`;

const findingsOf = (stdout: string) =>
  JSON.parse(stdout).findings.map(({ id, file, effect }: Record<string, string>) => ({ id, file, effect }));

test('in a folder, a page whose runtime does not run is told, and only that one', () =>
  inScratch(async (cwd) => {
    const inline = `<script>${runtime}</script>`;
    plant(cwd, {
      'index.html': page('<script src="ld.js"></script>'),
      'blocked.html': page(`<meta http-equiv="Content-Security-Policy" content="script-src 'none'">${inline}`),
      'inline.html': page(inline),
      'bare.html': page(''),
    });
    const { status, stdout, stderr } = await cli(['check', '--browser', '--only', 'no-arrival', '--format', 'json'], {
      cwd,
    });
    assert.is(stderr, '');
    assert.is(status, 1);
    const findings = findingsOf(stdout);
    assert.equal(
      findings.map(({ file }: { file: string }) => file),
      ['bare.html', 'blocked.html'],
    );
    assert.match(findings[0].effect, /no runtime/);
    assert.match(findings[1].effect, /Content.Security.Policy/i);
  }));

test('of a running card, all pages that links lead to are tried', () =>
  inScratch(async (cwd) => {
    const site = await serve({
      '/': page('<script src="/ld.js"></script>', '<a href="/b">B</a><a href="/c">C</a>'),
      '/b': page('<script src="/ld.js"></script>'),
      '/c': page(''),
      '/ld.js': { headers: { 'content-type': 'text/javascript' }, body: runtime },
    });
    const { status, stdout, stderr } = await cli(
      ['check', `${site.origin}/?phone={phone}`, '--browser', '--only', 'no-arrival', '--format', 'json'],
      { cwd },
    );
    await site.close();
    assert.is(stderr, '');
    assert.is(status, 1);
    assert.equal(
      findingsOf(stdout).map(({ file }: { file: string }) => file.replace(site.origin, '')),
      ['/c'],
    );
  }));

test('the template static gives no alarm', () =>
  inScratch(async (cwd) => {
    const { status, stdout, stderr } = await cli(['check', templateCard('static'), '--browser'], { cwd });
    assert.equal({ status, stderr }, { status: 0, stderr: '' }, stdout);
  }));

test('without Chromium it is one line and status 2', () =>
  inScratch(async (cwd) => {
    plant(cwd, { 'index.html': page('<script src="ld.js"></script>') });
    const { status, stderr } = await cli(['check', '--browser'], { cwd, env: { CHROMIUM_PATH: '/nowhere' } });
    assert.is(status, 2);
    assert.match(stderr, /CHROMIUM_PATH names \/nowhere.*\n$/);
  }));

test.run();
