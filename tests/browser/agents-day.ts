/** The agent's way through a card of any template: the call, the order, the receipt, the reason. */
import * as assert from 'uvu/assert';
import type { Host } from '../../cli/testing/index.js';
import type { Page } from './engines/index.js';

/** The contact that the day is about. Open the host with it. */
export const contact = { phone: '+358401234567', call_logs_id: '42', customers_id: '7' };

/**
 * Walks through the card as an agent does, with real clicks and keys, and asserts at the host that each command has
 * come from the page where it was given, byte for byte, and that LeadDesk would have done it.
 */
export async function walkThrough(page: Page, host: Host): Promise<void> {
  const card = page.frame('card');
  const heading = (text: string) =>
    card.waitFor(
      (wanted) => document.readyState === 'complete' && document.querySelector('h1')?.textContent?.trim() === wanted,
      text,
    );
  const arrived = async (action: string, raw: string, from: RegExp) => {
    const command = await host.waitFor(action);
    assert.is(command.raw, raw);
    assert.match(new URL(command.page, host.url).pathname, from);
    assert.is(command.verdict.kind, 'valid', JSON.stringify(command.verdict));
  };

  const state = (state: string) =>
    card.waitFor(
      (wanted) => document.querySelector('[data-call-state]')?.getAttribute('data-call-state') === wanted,
      state,
    );
  const receipt = (state: string) =>
    card.waitFor((wanted) => document.querySelector('[data-receipt]')?.getAttribute('data-receipt') === wanted, state);

  await page.goto(host.url);
  await heading('What to say');
  await state('idle');
  await card.click(named('Call'));
  await arrived('call', '{"action":"call","params":{"call_id":42,"auto_call":true}}', /^\/(index\.\w+)?$/);
  await host.agent.answer();
  await state('on');

  await card.click(named('Take an order'));
  await heading('Order');
  await state('on');
  await card.click(named('Continue to delivery'));
  for (const [name, text] of [
    ['name', 'Aino'],
    ['street', 'Kauppakatu 1'],
    ['postcode', '00100'],
    ['city', 'Helsinki'],
  ] as const) {
    await card.type(`[name=${name}]`, text);
  }
  await card.press('Enter');

  await card.click(named('Start recording'));
  await arrived('start_voice_receipt_recording', '{"action":"start_voice_receipt_recording"}', /order/);
  await receipt('recording');
  await card.click(named('Stop recording'));
  await arrived('stop_voice_receipt_recording', '{"action":"stop_voice_receipt_recording"}', /order/);
  await receipt('stopped');
  await card.click(named('Save the order'));
  await card.waitFor(() => /is saved/.test(document.querySelector('[data-saved]')!.textContent!));

  await card.click(named('End the call'));
  await heading('End call');
  await card.click(named('Sale'));
  await card.click(named('Save and end the call'));
  await arrived('select_reason', '{"action":"select_reason","params":{"id":1}}', /reasons/);
}

/** The first visible link, button or label that begins with one of the texts. */
function named(...texts: string[]): () => Element {
  return new Function(`
    var texts = ${JSON.stringify(texts)};
    return Array.from(document.querySelectorAll('main a, button, label')).filter(function (element) {
      return element.getClientRects().length && texts.some(function (text) { return element.textContent.trim().indexOf(text) === 0 });
    })[0]`) as () => Element;
}
