/** The benchmarks' table. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { format } from '../bench/table.js';

test('below each median is the median of the ratios of ours to theirs, with their middle half; losses are marked', () => {
  assert.is(
    format([
      {
        columns: ['ours', 'slower', 'faster'],
        rows: [
          {
            label: 'send, µs',
            digits: 1,
            figures: [
              [3, 1, 2],
              [6, 4, 2],
              [1, 1, 1],
            ],
          },
        ],
      },
    ]),
    [
      '          ours  slower            faster',
      'send, µs  2.0   4.0               1.0',
      '                0.50 (0.50–1.00)  2.00 (2.00–3.00) *',
    ].join('\n'),
  );
});

test('a single figure has no spread, none is a dash, and equals are no loss', () => {
  assert.is(
    format([{ columns: ['ours', 'bare', 'equal'], rows: [{ label: 'bytes', figures: [[1234], [], [1234]] }] }]),
    ['       ours   bare  equal', 'bytes  1,234  –     1,234', '                    1.00'].join('\n'),
  );
});

test('sections stand below each other in the same columns', () => {
  const section = (column: string, label: string) => ({
    columns: [column, 'b'],
    rows: [{ label, figures: [[1], [2]] }],
  });
  assert.is(
    format([section('a', 'long'), section('a, longer', 'x')]),
    [
      '      a          b',
      'long  1          2',
      '                 0.50',
      '',
      '      a, longer  b',
      'x     1          2',
      '                 0.50',
    ].join('\n'),
  );
});

test.run();
