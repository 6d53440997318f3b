import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createApp } from '../app.js';

/** Starts the card on a free port, with its own records. */
export async function startCard() {
  const data = mkdtempSync(path.join(tmpdir(), 'card-'));
  process.env.CARD_DATA = data;
  const server = createApp().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    card: `${origin}/?phone={phone}&call_logs_id={call_logs_id}&customers_id={customers_id}`,
    data,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(data, { recursive: true, force: true });
    },
  };
}
