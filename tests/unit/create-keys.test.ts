import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createKeySplitter } from '../../cli/commands/create/keyboard.js';

const cases: [what: string, input: string, keys: string[]][] = [
  ['letters are keys', 'ab', ['a', 'b']],
  ['letters beyond ASCII are keys', 'ä語', ['ä', '語']],
  ['a character of two units is two keys', '😀', ['\ud83d', '\ude00']],
  ['an arrow is one key', '\x1b[Aa', ['\x1b[A', 'a']],
  ['an arrow of the application mode is one key', '\x1bOB', ['\x1bOB']],
  ['Home, End and Delete are keys', '\x1b[H\x1b[4~\x1b[3~', ['\x1b[H', '\x1b[4~', '\x1b[3~']],
  ['Enter, Backspace, Tab, Ctrl-C and Ctrl-D are keys', '\r\x7f\t\x03\x04', ['\r', '\x7f', '\t', '\x03', '\x04']],
  ['Escape is a key', '\x1b', ['\x1b']],
  ['function keys are dropped', '\x1bOP\x1b[15~\x1b[24~x', ['x']],
  ['keys with modifiers are dropped', '\x1b[1;5Cx', ['x']],
  ['mouse reports are dropped', '\x1b[<0;10;20Mx', ['x']],
  ['Alt with a letter is dropped', '\x1bfx', ['x']],
  ['Ctrl with any other letter is dropped', '\x15\x0bx', ['x']],
  ['C1 control characters are dropped', '\x85\x9bx', ['x']],
  ['the marks around a paste are dropped', '\x1b[200~my card\x1b[201~\r', [...'my card', '\r']],
  ['line breaks and control characters in a paste are dropped', '\x1b[200~my\r\ncard\x03\t\x1b[201~', [...'mycard']],
];

for (const [what, input, keys] of cases) {
  test(what, () => assert.equal(createKeySplitter()(input), keys));
}

test('a paste may arrive in pieces', () => {
  const split = createKeySplitter();
  assert.equal([...split('\x1b[200~a'), ...split('\r'), ...split('b\x1b[201~'), ...split('\r')], ['a', 'b', '\r']);
});

test.run();
