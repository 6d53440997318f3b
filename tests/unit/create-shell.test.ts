/** @on linux, darwin */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { commandLine, safePath } from '../../cli/commands/create/shell.js';

/** What a shell makes of a command line's words. */
function words(line: string): string[] {
  const script = `for word in ${line}; do printf '%s\\0' "$word"; done`;
  return execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

test('words that need no quotes have none', () => {
  assert.is(commandLine(['cd', 'my-card/a.b_c', '@scope/x@1.0'], 'linux'), 'cd my-card/a.b_c @scope/x@1.0');
});

test('a shell reads every word as it is', () => {
  const hostile = [
    'my card',
    "it's",
    '"',
    '$(touch x)',
    '`x`',
    '$HOME',
    'a & b',
    'a;b',
    '*',
    '!x',
    '#x',
    '~',
    '\\',
    '日本語',
    '',
    '-n',
    '{a,b}',
    "'",
  ];
  assert.equal(words(commandLine(hostile, 'linux')), hostile);
});

test('a shell reads control characters as they are, and a terminal is not shown any', () => {
  const hostile = ['a\nb', '\x1b[31m%d\\', "\t'", 'bell\x07'];
  const line = commandLine(hostile, 'linux');
  assert.equal(words(line), hostile);
  assert.not.match(line, /[\0-\x1f]/);
});

test('a shell reads a line break at the end, too', () => {
  assert.equal(words(commandLine(['a\n'], 'linux')), ['a\n']);
});

test('a shell reads any word as it is', () => {
  const word = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (list) =>
      assert.equal(words(commandLine(list, 'linux')), list),
    ),
    { numRuns: 40 },
  );
});

test('on Windows a path needs quotes only for its spaces and the like', () => {
  assert.is(commandLine(['cd', 'C:\\Users\\me\\my-card'], 'win32'), 'cd C:\\Users\\me\\my-card');
  assert.is(commandLine(['cd', 'my card & co'], 'win32'), 'cd "my card & co"');
});

test('a path that begins with a dash is not taken for an option', () => {
  assert.is(safePath('-rf'), './-rf');
  assert.is(safePath('my-card'), 'my-card');
});

test.run();
