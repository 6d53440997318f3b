/**
 * The template php as its own server answers it.
 *
 * @needs php
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { locate } from '../browser/engines/install.js';
import { cli, inScratch } from './scratch.js';
import { templateCard } from './template-card.js';

test('the running template php gives no alarm', () =>
  inScratch(async (cwd) => {
    const server = spawn(locate('php'), ['-S', '127.0.0.1:0'], {
      cwd: path.join(templateCard('php'), 'public'),
      env: { ...process.env, CARD_DATA: cwd },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    try {
      const origin = await new Promise<string>((resolve, reject) => {
        let said = '';
        server.on('error', reject).on('exit', () => reject(new Error(`php has ended: ${said}`)));
        server.stderr.setEncoding('utf8').on('data', (text: string) => {
          const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec((said += text)) ?? [];
          if (found) resolve(found);
        });
      });
      const { status, stdout, stderr } = await cli(
        ['check', `${origin}/?phone={phone}&call_logs_id={call_logs_id}`, '--format', 'json'],
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

test.run();
