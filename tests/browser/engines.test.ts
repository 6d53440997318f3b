import * as assert from 'uvu/assert';
import { eachEngine } from './engines/index.js';
import { serve } from './serve.js';

const card = await serve({
  '/': `<!doctype html><title>card</title><input id="field"><button onclick="parent.postMessage('clicked', '*')">Send</button>`,
});
const host = await serve({
  '/': `<!doctype html><script>
      messages = [];
      addEventListener('message', (event) => messages.push({ data: event.data, origin: event.origin }));
    </script>
    <iframe name="card" src="${card.url('/')}"></iframe>`,
}, { host: 'localhost' });

eachEngine('engines', (test) => {
  test('click', async ({ page }) => {
    await page.goto(host.url('/'));
    await page.frame('card').click('button');
    assert.equal(await page.waitFor(() => (window as any).messages[0]), { data: 'clicked', origin: card.origin });
  });
  test.after(async () => { await card.close(); await host.close(); });
});
