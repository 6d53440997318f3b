import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextCall, startCall } from '../public/call.js';

const after = (call, ...types) => types.reduce(nextCall, call).state;

test('a call rings, is answered and ends', () => {
  assert.equal(after(startCall(), 'callLineIdle', 'callLineRinging'), 'ringing');
  assert.equal(after(startCall(), 'callLineIdle', 'callLineRinging', 'callLineOn'), 'on');
  assert.equal(after(startCall(), 'callLineIdle', 'callLineRinging', 'callLineOn', 'callLineIdle'), 'idle');
});

test('the idle line of a page load is not the end of a call', () => {
  assert.equal(after(startCall(), 'callLineIdle'), 'none');
  assert.equal(after(startCall('on'), 'callLineIdle'), 'on');
});

test('an idle line ends a call that began on an earlier page, once this page has loaded', () => {
  assert.equal(after(startCall('on'), 'callLineIdle', 'callLineIdle'), 'idle');
});
