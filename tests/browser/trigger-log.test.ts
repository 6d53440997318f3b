/**
 * `trigger` and `log`, from another terminal than that of `dev`.
 *
 * @needs chromium
 */
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { startDev } from '../cli/dev-process.js';
import { cli, inScratch, plant, program, start } from '../cli/scratch.js';
import { launch } from './engines/index.js';
import { until } from './until.js';

const test = suite('trigger and log');

const page = `<!doctype html><meta charset=utf-8><script src="/ld.js"></script><p id=heard></p>
  <script>ld.on('*', function (event) { heard.textContent += event.type + JSON.stringify(event.data) + ' '; });</script>
  <button data-ld-send="hangup">Hang up</button>`;

test('an event reaches the card, the agent dials, and the log tells of it', () =>
  inScratch(async (cwd) => {
    plant(cwd, { 'index.html': page, 'ld.js': readFileSync(new URL('../../dist/ld.js', import.meta.url), 'utf8') });
    const dev = await startDev(['--port', '0', '--host-port', '0'], cwd);
    const browser = await launch('chromium');
    try {
      const asked = (...args: string[]) => cli(args, { cwd });
      const closed = await asked('trigger', 'callLineOn');
      assert.is(closed.status, 1);
      assert.match(closed.stderr, /^error [^\n]+\n$/);

      const tab = await browser.newPage();
      await tab.goto(dev.host);
      const card = tab.frame('card');
      await card.waitFor(() => document.body?.textContent?.includes('callLineIdle'));

      const fired = await asked('trigger', 'callLineOn', '{"call_log_id":77}');
      assert.equal([fired.stderr, fired.status], ['', 0]);
      await card.waitFor(() => document.body.textContent!.includes('callLineOn{"call_log_id":77}'));
      assert.is((await asked('trigger', 'iconList')).status, 0);

      const refused = await asked('trigger', '--agent', 'dial');
      assert.is(refused.status, 1);
      assert.match(refused.stderr, /Not allowed now/);
      assert.is((await asked('trigger', '--agent', 'hangUp')).status, 0);

      const following = start(process.execPath, [program, 'log', '--follow', '--json'], { cwd });
      let followed = '';
      following.child.stdout!.on('data', (text) => (followed += text));
      await until(() => followed.includes('iconList'), 'the log so far');
      await card.click('button');
      await until(() => followed.includes('"name":"hangup"'), 'the command, as it comes');
      for (const line of followed.trim().split('\n')) assert.type(JSON.parse(line).verdict.text, 'string');

      const { stdout, status } = await asked('log');
      assert.is(status, 0);
      assert.match(
        stdout,
        /^\d\d:\d\d:\d\d LeadDesk → card \{"type":"callLineOn","data":\{"call_log_id":77\}\} \/\S*$/m,
      );
      assert.match(stdout, /card → LeadDesk \{"action":"hangup"\}.*\n +Not allowed now/);
      assert.not(/[\x00-\x09\x0b-\x1f]/.test(stdout));

      await dev.end();
      assert.is((await following.ended).status, 0);
    } finally {
      await browser.close();
      await dev.end();
    }
  }));

test('without a dev, or with one that has ended, each is one line that says what to do', () =>
  inScratch(async (cwd) => {
    for (const args of [['trigger', 'callLineOn'], ['log']]) {
      const { status, stderr } = await cli(args, { cwd });
      assert.is(status, 1);
      assert.match(stderr, /^error No dev runs in this folder or above it\. Start it: leaddesk-card dev\n$/);
    }
    mkdirSync(path.join(cwd, '.leaddesk-card'));
    const left = { format: 'leaddesk-card-dev', version: 1, pid: 1, url: 'http://127.0.0.1:9', token: 'x' };
    plant(cwd, { '.leaddesk-card/dev.json': JSON.stringify(left), 'below/deeper/.keep': '' });
    const { status, stderr } = await cli(['log'], { cwd: path.join(cwd, 'below/deeper') });
    assert.is(status, 1);
    assert.match(stderr, /^error The dev at http:\/\/127\.0\.0\.1:9 does not answer: it has ended\.[^\n]+\n$/);
  }));

test('what is asked wrongly is one line', () =>
  inScratch(async (cwd) => {
    const cases: [string[], RegExp][] = [
      [['trigger'], /Which event\?/],
      [['trigger', 'callLineOn', '{'], /\{ is no JSON/],
      [['trigger', 'callLineOn', '1', '2'], /one JSON value/],
      [['trigger', '--agent', 'fly'], /Unknown agent "fly"/],
      [['trigger', '--agent', 'selectReason'], /needs the id/],
      [['trigger', '--agent', 'dial', '5'], /takes no id/],
      [['log', 'all'], /log takes no all/],
    ];
    for (const [args, says] of cases) {
      const { status, stderr } = await cli(args, { cwd });
      assert.match(stderr, says);
      assert.is(status, 1);
    }
  }));

test('the token is for this user alone, and goes with dev', () =>
  inScratch(async (cwd) => {
    plant(cwd, { 'index.html': page });
    const dev = await startDev(['--port', '0', '--host-port', '0'], cwd);
    const file = path.join(cwd, '.leaddesk-card/dev.json');
    try {
      assert.is(statSync(file).mode & 0o777, 0o600);
      const { url, token } = JSON.parse(readFileSync(file, 'utf8'));
      const ask = async (headers: Record<string, string>) => (await fetch(`${url}/api/log`, { headers })).status;
      assert.is(await ask({}), 401);
      assert.is(await ask({ authorization: 'Bearer wrong' }), 401);
      assert.is(await ask({ authorization: `Bearer ${token}`, origin: 'https://evil.example' }), 403);
      assert.is(await ask({ authorization: `Bearer ${token}` }), 200);
    } finally {
      await dev.end();
    }
    assert.not(existsSync(file));
  }));

test.run();
