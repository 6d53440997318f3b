import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Starts the card on a free port, with its own records. */
export async function startCard() {
  const data = mkdtempSync(path.join(tmpdir(), 'card-'));
  const address = `127.0.0.1:${await freePort()}`;
  const server = spawn('php', ['-S', address, '-t', 'public'], { env: { ...process.env, CARD_DATA: data } });
  await new Promise((resolve, reject) => {
    server.stderr.on('data', (text) => String(text).includes('started') && resolve());
    server.once('error', () => reject(new Error('PHP is not installed, or not in the path.')));
    server.once('exit', () => reject(new Error('The PHP server has ended.')));
  });
  return {
    origin: `http://${address}`,
    suffix: '.php',
    card: `http://${address}/?phone={phone}&call_logs_id={call_logs_id}&customers_id={customers_id}`,
    data,
    close() {
      server.kill();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
