/**
 * The template php as its own server answers it, and an application with actions in it.
 *
 * @needs php
 * @slow
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { locate } from '../browser/engines/install.js';
import { cli, inScratch, plant } from './scratch.js';
import { templateCard } from './template-card.js';

/** Starts PHP's own server, on a port that it chooses; `kill` ends it. */
async function serve(cwd: string, data: string, router: string[] = []) {
  const server = spawn(locate('php'), ['-S', '127.0.0.1:0', ...router], {
    cwd,
    env: { ...process.env, CARD_DATA: data },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const origin = await new Promise<string>((resolve, reject) => {
    let said = '';
    server.on('error', reject).on('exit', () => reject(new Error(`php has ended: ${said}`)));
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec((said += text)) ?? [];
      if (found) resolve(found);
    });
  });
  return { origin, kill: () => server.kill() };
}

test('the running template php gives no alarm', () =>
  inScratch(async (cwd) => {
    const server = await serve(path.join(templateCard('php'), 'public'), cwd);
    try {
      const { status, stdout, stderr } = await cli(
        ['check', `${server.origin}/?phone={phone}&call_logs_id={call_logs_id}`, '--format', 'json'],
        { cwd },
      );
      assert.is(stderr, '');
      const { findings, pages } = JSON.parse(stdout);
      assert.equal(findings, []);
      assert.is(pages, 4);
      assert.is(status, 0);
    } finally {
      server.kill();
    }
  }));

/** An application of one file: whatever it does it notes; who logs out sees the login alone. */
const APPLICATION = `<?php
session_start();
$do = $_GET['do'] ?? 'list';
$id = (int) ($_GET['id'] ?? 0);
$notes = getenv('CARD_DATA') . '/done';
if (!str_ends_with(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH), 'orders.php')) { http_response_code(404); exit; }
if (in_array($do, ['delete', 'close', 'sendSms', 'logout', 'markPaid', 'arkistoi', 'godkann', 'kuendigen', 'run'], true)
    || isset($_GET['del'], $_GET['id']) || isset($_GET['close'])) {
    file_put_contents($notes, $_SERVER['REQUEST_URI'] . "\n", FILE_APPEND);
    if ($do === 'logout') session_destroy();
    header('Location: orders.php', true, 303);
    exit;
}
if ($do === 'next') { header("Location: orders.php?do=close&id=$id"); exit; }
file_put_contents(getenv('CARD_DATA') . '/seen', "$do $id\n", FILE_APPEND);
$orders = $do === 'list' ? range(1, 8) : [];
?><!doctype html><html><head><title>Orders</title></head><body>
<?php foreach ($orders as $order): ?>
<a href="orders.php?do=show&amp;id=<?= $order ?>">Order <?= $order ?></a>
<a href="?do=delete&amp;id=<?= $order ?>">x</a> <a href="?do=close&amp;id=<?= $order ?>">y</a>
<a href="?do=sendSms&amp;id=<?= $order ?>">z</a> <a href="?id=<?= $order ?>&amp;del">d</a> <a href="?close=<?= $order ?>">c</a>
<a href="?do=markPaid&amp;id=<?= $order ?>">p</a> <a href="?do=arkistoi&amp;id=<?= $order ?>">a</a>
<a href="?do=godkann&amp;id=<?= $order ?>">g</a> <a href="?do=kuendigen&amp;id=<?= $order ?>">k</a>
<a href="?do=next&amp;id=<?= $order ?>">Next</a>
<a href="?do=history&amp;id=<?= $order ?>" onclick="return confirm('Sure?')">q</a>
<?php endforeach ?>
<form><input name="q"><input type="hidden" name="do" value="search"></form>
<form><input type="hidden" name="do" value="run"><button>Run</button></form>
<form method="post"><button name="do" value="delete">Delete</button></form>
<a href="?do=logout">out</a> <a href="?do=help">Help</a></body></html>`;

test('of an application in PHP it sees the pages, and does nothing', () =>
  inScratch(async (cwd) => {
    plant(cwd, { 'www/orders.php': APPLICATION, done: '', seen: '' });
    const server = await serve(path.join(cwd, 'www'), cwd, ['orders.php']);
    try {
      const { stdout } = await cli(['check', `${server.origin}/orders.php`, '--format', 'json'], { cwd });
      const { skipped } = JSON.parse(stdout);
      assert.is(readFileSync(path.join(cwd, 'done'), 'utf8'), '');
      const seen = readFileSync(path.join(cwd, 'seen'), 'utf8').trim().split('\n').sort();
      const shown = Array.from({ length: 8 }, (_, at) => `show ${at + 1}`);
      assert.equal(seen, ['help 0', 'list 0', 'search 0', ...shown].sort());
      assert.is(skipped.length, 8 * 10 + 2);
    } finally {
      server.kill();
    }
  }));

test.run();
