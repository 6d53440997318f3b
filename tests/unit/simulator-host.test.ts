import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { AgentAction } from '../../cli/simulator/agent.js';
import { type Input, step } from '../../cli/simulator/host.js';
import { callState, elapsed, formOf, type HostState, lineOf, openContact } from '../../cli/simulator/state.js';
import type { VerdictKind } from '../../cli/simulator/verdict.js';
import { ACTIONS, EVENTS } from '../../runtime/protocol.js';

const CONTACT = { name: 'Aino', phone: '+46313900601', call_logs_id: '7', customers_id: '42' };
const opened = openContact(CONTACT);

const say = (action: string, params?: unknown): Input => ({
  kind: 'message',
  data: JSON.stringify({ action, params }),
});
const does = (action: AgentAction, id?: number): Input => ({ kind: 'agent', action, ...(id !== undefined && { id }) });
const fire = (type: string, data?: unknown): Input => ({ kind: 'fire', type, ...(data !== undefined && { data }) });

/** The state after these inputs. */
function after(...inputs: Input[]): HostState {
  return inputs.reduce((state, input) => step(state, input).state, opened);
}

const ringing = [does('dial')];
const on = [...ringing, does('answer')];
const ended = [...on, does('hangUp')];
const unanswered = [...ringing, does('noAnswer')];
const receipt = [...on, say('start_voice_receipt_recording')];
const full = [...on, say('request_full_window')];
const line = (type: string, id: number | string = 7) => ({ type, data: { call_log_id: id } });
const rec = (type: string, number = 1) => ({ type, data: { file: `receipt-7-${number}.wav` } });

interface Case {
  given?: Input[];
  input: Input;
  verdict?: VerdictKind;
  /** What the verdict's words must contain. */
  text?: RegExp;
  events?: unknown[];
  /** What is true of the state afterwards. */
  leaves?: Partial<Record<'line' | 'form' | 'call' | 'recording' | 'window' | 'card', string>> & {
    receipt?: string | null;
    dialog?: boolean;
  };
}

const cases: Record<string, Case> = {
  'call by call_id rings and opens the dialog': {
    input: say('call', { call_id: 7 }),
    events: [line('callLineRinging')],
    leaves: { line: 'ringing', form: 'dialog' },
  },
  'call by call_id takes a string for a number': {
    input: say('call', { call_id: '7' }),
    events: [line('callLineRinging', 7)],
    leaves: { line: 'ringing' },
  },
  'call by the id of the own customer keeps the row of the card': {
    input: say('call', { customer_id: '42' }),
    events: [line('callLineRinging')],
  },
  'call by the id of another customer gets its own row': {
    input: say('call', { customer_id: 43 }),
    events: [line('callLineRinging', 8)],
  },
  'call with auto_call rings': {
    input: say('call', { call_id: 7, auto_call: true }),
    events: [line('callLineRinging')],
  },
  'call without auto_call only opens the dialog': {
    input: say('call', { call_id: 7, auto_call: false }),
    events: [],
    leaves: { line: 'idle', form: 'dialog' },
  },
  'the agent then dials whom the card has put into the dialog': {
    given: [say('call', { customer_id: 43, auto_call: false })],
    input: does('dial'),
    text: /customer 43/,
    events: [line('callLineRinging', 8)],
  },
  'call with a plain number is refused while the dialog is closed': {
    input: say('call', { phone_number: '112' }),
    verdict: 'not-allowed',
    text: /only while the call dialog is open/,
    events: [],
  },
  'call with a plain number works in the open dialog': {
    given: ended,
    input: say('call', { phone_number: '112' }),
    text: /112/,
    events: [line('callLineRinging', 8)],
  },
  'call is refused while a call is on the line': {
    given: on,
    input: say('call', { call_id: 7 }),
    verdict: 'not-allowed',
    text: /on the line already/,
    events: [],
  },
  'call with two targets has wrong params': {
    input: say('call', { call_id: 7, customer_id: 42 }),
    verdict: 'bad-params',
    text: /exactly one of/,
  },
  'call without params has wrong params': { input: say('call'), verdict: 'bad-params', text: /exactly one of/ },

  'hangup makes the line idle': {
    given: on,
    input: say('hangup'),
    events: [line('callLineIdle')],
    leaves: { line: 'idle', call: 'ended', recording: 'off', form: 'dialog' },
  },
  'hangup while it rings leaves no_answer': {
    given: ringing,
    input: say('hangup'),
    events: [line('callLineIdle')],
    leaves: { call: 'no_answer' },
  },
  'hangup without a call is refused': { input: say('hangup'), verdict: 'not-allowed', text: /no call/, events: [] },
  'hangup cancels an open receipt first': {
    given: receipt,
    input: say('hangup'),
    events: [rec('recCancelled'), line('callLineIdle')],
    leaves: { receipt: null },
  },
  'hangup with params has wrong params': {
    given: on,
    input: say('hangup', { now: true }),
    verdict: 'bad-params',
    text: /takes no params, but was given "now"/,
    leaves: { line: 'on' },
  },

  'close closes the call dialog after the call': {
    given: ended,
    input: say('close', { target: 'call_dialog' }),
    events: [],
    leaves: { form: 'card', dialog: false },
  },
  'close of the dialog is refused during a call': {
    given: on,
    input: say('close', { target: 'call_dialog' }),
    verdict: 'not-allowed',
    text: /hang up first/,
    leaves: { dialog: true },
  },
  'close of a dialog that is not open is refused': {
    input: say('close', { target: 'call_dialog' }),
    verdict: 'not-allowed',
    text: /not open/,
  },
  'close of the full window leaves the dialog open': {
    given: full,
    input: say('close', { target: 'full_window_campaign_url' }),
    text: /dialog stays open/,
    leaves: { form: 'dialog', line: 'on' },
  },
  'close of a full window that is none is refused': {
    given: on,
    input: say('close', { target: 'full_window_campaign_url' }),
    verdict: 'not-allowed',
    text: /not in full window/,
  },
  'close without target has wrong params': { input: say('close'), verdict: 'bad-params', text: /needs "target"/ },
  'close with another target has wrong params': {
    input: say('close', { target: 'window' }),
    verdict: 'bad-params',
    text: /must be "call_dialog" or "full_window_campaign_url"/,
  },
  'closing the dialog closes the full window in it': {
    given: [...full, say('hangup')],
    input: say('close', { target: 'call_dialog' }),
    leaves: { form: 'card' },
  },

  'select_reason ends the call and closes the card': {
    given: on,
    input: say('select_reason', { id: 3 }),
    text: /reason 3/,
    events: [line('callLineIdle')],
    leaves: { form: 'closed', line: 'idle', dialog: false },
  },
  'select_reason cancels an open receipt': {
    given: receipt,
    input: say('select_reason', { id: '3' }),
    events: [rec('recCancelled'), line('callLineIdle')],
    leaves: { form: 'closed' },
  },
  'select_reason works without a call': {
    input: say('select_reason', { id: 3 }),
    events: [],
    leaves: { form: 'closed' },
  },
  'select_reason of a closed card is refused': {
    given: [say('select_reason', { id: 3 })],
    input: say('select_reason', { id: 3 }),
    verdict: 'not-allowed',
  },
  'select_reason without id has wrong params': {
    input: say('select_reason', {}),
    verdict: 'bad-params',
    text: /needs "id"/,
    leaves: { card: 'open' },
  },

  'pause_call_recording pauses': {
    given: on,
    input: say('pause_call_recording'),
    events: [],
    leaves: { recording: 'paused' },
  },
  'pause_call_recording without a call is refused': {
    input: say('pause_call_recording'),
    verdict: 'not-allowed',
    text: /no call is being recorded/,
  },
  'pause_call_recording twice is refused': {
    given: [...on, say('pause_call_recording')],
    input: say('pause_call_recording'),
    verdict: 'not-allowed',
    text: /paused already/,
  },
  'continue_call_recording continues and says where it really does': {
    given: [...on, say('pause_call_recording')],
    input: say('continue_call_recording'),
    text: /Windows application only/,
    leaves: { recording: 'on' },
  },
  'continue_call_recording of a running recording is refused': {
    given: on,
    input: say('continue_call_recording'),
    verdict: 'not-allowed',
    text: /not paused/,
  },
  'continue_call_recording without a call is refused': {
    input: say('continue_call_recording'),
    verdict: 'not-allowed',
  },

  'start_voice_receipt_recording makes recStarted': {
    given: on,
    input: say('start_voice_receipt_recording'),
    events: [rec('recStarted')],
    leaves: { receipt: 'receipt-7-1.wav' },
  },
  'start_voice_receipt_recording without an answered call is refused': {
    given: ringing,
    input: say('start_voice_receipt_recording'),
    verdict: 'not-allowed',
    text: /answered/,
    events: [],
  },
  'start_voice_receipt_recording twice is refused': {
    given: receipt,
    input: say('start_voice_receipt_recording'),
    verdict: 'not-allowed',
    text: /already/,
    events: [],
  },
  'stop_voice_receipt_recording makes recStopped of the same file': {
    given: receipt,
    input: say('stop_voice_receipt_recording'),
    events: [rec('recStopped')],
    leaves: { receipt: null, line: 'on' },
  },
  'stop_voice_receipt_recording without one is refused': {
    given: on,
    input: say('stop_voice_receipt_recording'),
    verdict: 'not-allowed',
    text: /no order receipt/,
    events: [],
  },
  'a second receipt has its own file': {
    given: [...receipt, say('stop_voice_receipt_recording')],
    input: say('start_voice_receipt_recording'),
    events: [rec('recStarted', 2)],
  },

  'request_full_window waits for a call': {
    input: say('request_full_window'),
    text: /next call/,
    events: [],
    leaves: { form: 'card', window: 'requested' },
  },
  'request_full_window comes when the dialog opens with a call': {
    given: [say('request_full_window')],
    input: does('dial'),
    leaves: { form: 'full' },
  },
  'request_full_window during a call is shown at once': {
    given: on,
    input: say('request_full_window'),
    leaves: { form: 'full' },
  },
  'request_full_window after the call waits for the next one': {
    given: ended,
    input: say('request_full_window'),
    leaves: { form: 'dialog', window: 'requested' },
  },
  'request_full_window in full window changes nothing': {
    given: full,
    input: say('request_full_window'),
    text: /already/,
    leaves: { form: 'full' },
  },
  'force_full_window does not wait, and is discouraged': {
    input: say('force_full_window'),
    text: /discourages/,
    leaves: { form: 'full', line: 'idle' },
  },

  'delete_call_log deletes a row that no one answered': {
    given: unanswered,
    input: say('delete_call_log', { call_log_id: '7' }),
    text: /deleted/,
    events: [],
  },
  'delete_call_log is refused while the call is on': {
    given: on,
    input: say('delete_call_log', { call_log_id: 7 }),
    verdict: 'not-allowed',
    text: /state on, and only no_answer/,
    leaves: { call: 'on' },
  },
  'delete_call_log is refused after an answered call': {
    given: ended,
    input: say('delete_call_log', { call_log_id: 7 }),
    verdict: 'not-allowed',
    text: /state ended/,
  },
  'delete_call_log is refused before any call': {
    input: say('delete_call_log', { call_log_id: 7 }),
    verdict: 'not-allowed',
    text: /state new/,
  },
  'delete_call_log of a row that is not there is refused': {
    given: unanswered,
    input: say('delete_call_log', { call_log_id: 99 }),
    verdict: 'not-allowed',
    text: /no call log 99/,
  },
  'delete_call_log of a row with the name of an object property is refused': {
    input: say('delete_call_log', { call_log_id: 'constructor' }),
    verdict: 'not-allowed',
    text: /no call log constructor/,
  },
  'the call after a deleted row gets a new one': {
    given: [...unanswered, say('delete_call_log', { call_log_id: 7 })],
    input: does('dial'),
    events: [line('callLineRinging', 8)],
  },

  'every page load is told an idle line, and the call goes on': {
    given: on,
    input: { kind: 'load' },
    events: [line('callLineIdle')],
    leaves: { line: 'on', call: 'on' },
  },

  'ring rings as dial does': { input: does('ring'), events: [line('callLineRinging')], leaves: { form: 'dialog' } },
  'answer puts the line on and starts the recording': {
    given: ringing,
    input: does('answer'),
    events: [line('callLineOn')],
    leaves: { line: 'on', recording: 'on' },
  },
  'answer is refused when nothing rings': { input: does('answer'), verdict: 'not-allowed', events: [] },
  'noAnswer makes the line idle with no_answer': {
    given: ringing,
    input: does('noAnswer'),
    events: [line('callLineIdle')],
    leaves: { call: 'no_answer', line: 'idle' },
  },
  'noAnswer is refused once answered': { given: on, input: does('noAnswer'), verdict: 'not-allowed' },
  'customerHangsUp ends the call': {
    given: receipt,
    input: does('customerHangsUp'),
    text: /customer/,
    events: [rec('recCancelled'), line('callLineIdle')],
    leaves: { call: 'ended' },
  },
  'cancelReceipt makes recCancelled': {
    given: receipt,
    input: does('cancelReceipt'),
    events: [rec('recCancelled')],
    leaves: { line: 'on', receipt: null },
  },
  'selectReason by the agent closes the card as well': {
    given: on,
    input: does('selectReason', 5),
    text: /reason 5/,
    events: [line('callLineIdle')],
    leaves: { form: 'closed' },
  },
  'dial on a closed card is refused': {
    given: [does('selectReason', 1)],
    input: does('dial'),
    verdict: 'not-allowed',
    text: /open a contact/,
  },
  'open opens the contact again': {
    given: [does('selectReason', 1)],
    input: does('open'),
    events: [],
    leaves: { form: 'card', call: 'new' },
  },
  'open during a call ends it': {
    given: on,
    input: does('open'),
    events: [line('callLineIdle')],
    leaves: { line: 'idle' },
  },

  'a fired event carries the data of its type': { input: fire('callLineOn'), events: [line('callLineOn')] },
  'a fired event is true: what follows is validated by it': {
    given: [fire('callLineOn')],
    input: say('hangup'),
    events: [line('callLineIdle')],
    leaves: { line: 'idle' },
  },
  'a fired idle ends the call': {
    given: on,
    input: fire('callLineIdle'),
    events: [line('callLineIdle')],
    leaves: { line: 'idle', call: 'ended', recording: 'off' },
  },
  'a fired recStarted opens a receipt': {
    given: [...on, fire('recStarted', { file: 'a.wav' })],
    input: say('stop_voice_receipt_recording'),
    events: [{ type: 'recStopped', data: { file: 'a.wav' } }],
  },
  'a fired event takes any data': {
    input: fire('callLineOn', { call_log_id: 'x' }),
    events: [line('callLineOn', 'x')],
    leaves: { line: 'on' },
  },
  'a fired event that LeadDesk does not document is passed on': {
    input: fire('constructor'),
    events: [{ type: 'constructor' }],
  },

  'an unknown action is named, and the near one offered': {
    input: say('hang_up'),
    verdict: 'unknown-action',
    text: /Unknown action "hang_up"\. Did you mean "hangup"\?/,
  },
  'an unknown action may have the name of an object property': { input: say('constructor'), verdict: 'unknown-action' },
  'an object instead of a string is refused': {
    given: on,
    input: { kind: 'message', data: { action: 'hangup' } },
    verdict: 'not-a-string',
    text: /JSON\.stringify/,
    events: [],
    leaves: { line: 'on' },
  },
  'params beside the action are found': {
    input: { kind: 'message', data: '{"action":"select_reason","id":3}' },
    verdict: 'bad-params',
    text: /"id" belongs into "params"/,
    leaves: { card: 'open' },
  },
  'params that are no object are wrong': {
    input: say('select_reason', [3]),
    verdict: 'bad-params',
    text: /not as an array/,
  },
  'a string that is not JSON is no command': { input: { kind: 'message', data: 'hangup' }, verdict: 'not-json' },
  'JSON without an action is no command': {
    input: { kind: 'message', data: '{"type":"webpackOk"}' },
    verdict: 'not-a-command',
  },
  'JSON that is no object is no command': { input: { kind: 'message', data: '["hangup"]' }, verdict: 'not-a-command' },
  'an action that is no string is no command': {
    input: { kind: 'message', data: '{"action":5}' },
    verdict: 'not-a-command',
  },
};
for (const data of [null, undefined, 5, [], { type: 'x' }, new Map()]) {
  cases[`a message of ${String(data)} (${typeof data}) is no command`] = {
    input: { kind: 'message', data },
    verdict: 'not-a-command',
    events: [],
  };
}

for (const [name, { given = [], input, verdict = 'valid', text, events, leaves = {} }] of Object.entries(cases)) {
  test(name, () => {
    const before = after(...given);
    const frozen = JSON.stringify(before);
    const result = step(before, input);
    assert.is(result.verdict.kind, verdict, result.verdict.text);
    if (text) assert.match(result.verdict.text, text);
    if (events) assert.equal(result.events, events);
    const { state } = result;
    const facts = {
      line: lineOf(state),
      form: formOf(state),
      call: callState(state, state.callId),
      recording: state.recording,
      window: state.window,
      card: state.card,
      receipt: state.receipt,
      dialog: state.dialog,
    };
    for (const [fact, value] of Object.entries(leaves))
      assert.is(facts[fact as keyof typeof facts], value, `${fact} is ${facts[fact as keyof typeof facts]}`);
    if (verdict !== 'valid') assert.is(state, before, 'a refused input changes nothing');
    assert.is(JSON.stringify(before), frozen, 'the state before is not touched');
  });
}

test('every action of the protocol is accepted somewhere and refused or faulted somewhere', () => {
  for (const action of Object.keys(ACTIONS)) {
    const of = Object.values(cases).filter(
      ({ input }) => input.kind === 'message' && String(input.data).includes(`"action":"${action}"`),
    );
    assert.ok(
      of.some(({ verdict = 'valid' }) => verdict === 'valid'),
      `${action} accepted`,
    );
    if (/_full_window$/.test(action)) continue; // These two are always allowed.
    assert.ok(
      of.some(({ verdict = 'valid' }) => verdict !== 'valid'),
      `${action} refused`,
    );
  }
});

test('every event of the protocol has its own data when fired', () => {
  for (const [type, key] of Object.entries(EVENTS)) {
    const [event] = step(opened, fire(type)).events;
    assert.equal(Object.keys(event!.data as object), [key], type);
  }
});

test('in another UI mode no one answers and no event comes', () => {
  const deaf = openContact(CONTACT, false);
  const { verdict, events, state } = step(deaf, say('call', { call_id: 7 }));
  assert.is(verdict.kind, 'ignored');
  assert.match(verdict.text, /Outbound/);
  assert.equal(events, []);
  assert.is(state, deaf);
  assert.equal(step(deaf, does('dial')).events, []);
  assert.equal(step(deaf, { kind: 'load' }).events, []);
  assert.is(step(deaf, say('nonsense')).verdict.kind, 'unknown-action', 'what is wrong anyway is still said');
});

test('the clock of the call recording stands still while it is paused', () => {
  const inputs: [number, Input][] = [
    [0, does('dial')],
    [1000, does('answer')],
    [5000, say('pause_call_recording')],
    [9000, say('continue_call_recording')],
  ];
  const state = inputs.reduce((before, [at, input]) => step(before, input, at).state, opened);
  assert.is(elapsed(state.recordingTimer, 10_000), 5000);
  assert.is(elapsed(state.lineTimer, 10_000), 9000);
});

test('an id that is no number stays the string that it is', () => {
  const state = openContact({ ...CONTACT, call_logs_id: 'a-7' });
  assert.equal(step(state, does('dial')).events, [line('callLineRinging', 'a-7')]);
});

test('an event that LeadDesk does not document is fired, and what was meant is asked', () => {
  const { events, verdict } = step(openContact(CONTACT), fire('callLineon'));
  assert.equal(events, [{ type: 'callLineon' }]);
  assert.is(verdict.kind, 'valid');
  assert.match(verdict.text, /documents no such event\. Did you mean "callLineOn"\?/);
  assert.is(step(openContact(CONTACT), fire('callLineOn')).verdict.text, 'Fired callLineOn by hand.');
});

test.run();
