/** Cards that send much: memory is bounded by bytes, in the page and in its server. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { WebSocket } from 'ws';
import { startDesk } from './desk.js';
import { launch } from './engines/index.js';
import { until } from './until.js';

const test = suite('simulator, memory');
const MB = 1024 * 1024;
const COMMAND = `{"action":"hangup","x":"${'x'.repeat(190_000)}"}`;

test('190 KB commands, 200 a second: the page stays below 400 MB', async () => {
  const browser = await launch('chromium');
  const page = await browser.newPage();
  const desk = await startDesk();
  try {
    const card = await desk.open(page);
    await card.evaluate((command) => {
      const timer = setInterval(() => {
        for (let i = 0; i < 10; i++) (window as any).say(command);
      }, 50);
      setTimeout(() => {
        clearInterval(timer);
        (window as any).say('{"action":"over"}');
      }, 20_000);
    }, COMMAND);
    // It may also be found to send too fast, and be stopped.
    const isOver = () => /"over"|was stopped/.test(document.body.innerText);
    await until(() => page.evaluate(isOver), 'the last command', 120_000);
    const used = await page.evaluate(() => (performance as any).memory.usedJSHeapSize as number);
    console.log(`page: ${Math.round(used / MB)} MB`);
    assert.ok(used < 400 * MB, `${used / MB} MB`);
  } finally {
    await desk.close();
    await browser.close();
  }
});

test('a client that does not read costs its server no more than its buffer', async () => {
  const desk = await startDesk();
  const { host, origin } = new URL(desk.url);
  const client = new WebSocket(`ws://${host}/stream?client=deaf`, { origin });
  try {
    await new Promise((resolve) => client.once('message', resolve));
    client.pause();
    const before = process.memoryUsage().rss;
    for (let i = 0; i < 6000; i++) {
      desk.session.message(`{"action":"hangup","i":${i},"x":"${'x'.repeat(190_000)}"}`, false);
      await new Promise(setImmediate);
    }
    const grown = process.memoryUsage().rss - before;
    console.log(`server: ${Math.round(grown / MB)} MB more after ${Math.round((6000 * 190_000) / MB)} MB`);
    assert.ok(grown < 500 * MB, `${grown / MB} MB`);
  } finally {
    client.terminate();
    await desk.close();
  }
});

test.run();
