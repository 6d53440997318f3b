/** Aliases in logs that the debug panel saves. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createAliases } from '../../runtime/debug/redact.js';

test('the same value has the same alias, as a number and as a text', () => {
  const { alias } = createAliases(false);
  assert.equal([alias(48151), alias('48151'), alias(7), alias('48151')], [1001, '1001', 1002, '1001']);
});

test('a phone number stays one, whatever its spelling; other texts are numbered', () => {
  const { alias } = createAliases(false);
  assert.match(String(alias('+358 40 123 4567')), /^\+35800000\d+$/);
  assert.match(String(alias('(040) 123-4567')), /^\+35800000\d+$/);
  assert.match(String(alias('Aino Virtanen')), /^text-\d+$/);
  assert.match(String(alias('receipt_48151.mp3')), /^text-\d+$/);
});

test('a message keeps its shape and the words of the protocol', () => {
  const { aliasText } = createAliases(false);
  const text = '{"action":"call","params":{"phone_number":"+358401234567","auto_call":true}}';
  assert.equal(JSON.parse(aliasText(text)), {
    action: 'call',
    params: { phone_number: '+358000001001', auto_call: true },
  });
  assert.is(
    aliasText('{"action":"close","params":{"target":"call_dialog"}}'),
    '{"action":"close","params":{"target":"call_dialog"}}',
  );
  assert.equal(JSON.parse(aliasText('{"type":"x","data":{"list":[{"name":"Aino"},null,""]}}')), {
    type: 'x',
    data: { list: [{ name: 'text-2' }, null, ''] },
  });
});

test('a message that is no JSON goes as a whole; a page goes without its query', () => {
  const { aliasText, page } = createAliases(false);
  assert.is(aliasText('Aino calls'), 'text-1');
  assert.is(page('/order?phone=040&name=Aino#x'), '/order');
});

test('asked for, everything stays as it is', () => {
  const { alias, aliasText, page } = createAliases(true);
  assert.equal([alias('Aino'), aliasText('{"id":5}'), page('/a?b')], ['Aino', '{"id":5}', '/a?b']);
});

test.run();
