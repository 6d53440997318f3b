/** Scenario files: what is one, and how a log becomes one. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { agentActions } from '../../cli/simulator/agent.js';
import type { Entry } from '../../cli/simulator/log.js';
import type { LogFile } from '../../cli/simulator/log-file.js';
import { PRESET_NAMES } from '../../cli/simulator/presets.js';
import { parseScenario } from '../../cli/simulator/scenario/format.js';
import { scenarioFromLog } from '../../cli/simulator/scenario/from-log.js';
import { VERDICT_KINDS } from '../../cli/simulator/verdict.js';
import { blocksFor, where } from '../readme/documents.js';

const schema = JSON.parse(
  readFileSync(new URL('../../cli/simulator/scenario/scenario.schema.json', import.meta.url), 'utf8'),
);
const fitsSchema = new Ajv2020({ strictTypes: false }).compile(schema);

const file = (parts: object) => ({ format: 'leaddesk-card-scenario', version: 1, name: 'A', ...parts });
const step = (value: unknown) => file({ steps: [value] });
const command = { action: 'hangup' };

const right: Record<string, object> = {
  'an act of the agent': step({ agent: 'dial' }),
  'a reason by number': step({ agent: 'selectReason', id: 5 }),
  'a reason by text': step({ agent: 'selectReason', id: '5' }),
  'an event': step({ fire: 'callLineOn' }),
  'an event that LeadDesk does not document, with data': step({ fire: 'iconList', data: { icons: [] } }),
  'a click by role': step({ card: { click: { role: 'button' } } }),
  'a click by role and name': step({ card: { click: { role: 'button', name: 'Hang up' } } }),
  'a click by label': step({ card: { click: { label: 'Sale' } } }),
  'a click by CSS': step({ card: { click: { css: '#go' } } }),
  'a filled field': step({ card: { fill: { label: 'Name', value: '' } } }),
  'a key where the focus is': step({ card: { press: { key: 'Enter' } } }),
  'a key in a field': step({ card: { press: { key: 'Enter', css: 'input' } } }),
  'another page': step({ card: { go: 'order.html?a=1' } }),
  'a text that is seen': step({ card: { sees: { text: 'On the line' } } }),
  'a command': step({ sent: command }),
  'a command with params and verdict': step({ sent: { action: 'call', params: null, verdict: 'ignored' } }),
  'a command that must not come': step({ notSent: command }),
  'a contact': file({ contact: { phone: '+358', call_logs_id: 5 }, steps: [{ agent: 'dial' }] }),
  'steps under a preset': file({ steps: [{ agent: 'dial' }], presets: { slow: { steps: [{ sent: command }] } } }),
  'a reason why it is not for a preset': file({ steps: [{ agent: 'dial' }], presets: { sandbox: { except: 'Why.' } } }),
  'a schema for the editor': file({ $schema: './scenario.schema.json', steps: [{ agent: 'dial' }] }),
};

/** Each with what its error must say. */
const wrong: Record<string, [value: unknown, says: RegExp]> = {
  'a list': [[], /no scenario/],
  'another format': [{ ...step({ agent: 'dial' }), format: 'leaddesk-card-log' }, /no scenario/],
  'a later version': [{ ...step({ agent: 'dial' }), version: 2 }, /version 2 .* Update/],
  'no name': [{ ...step({ agent: 'dial' }), name: ' ' }, /"name"/],
  'an unknown key': [{ ...step({ agent: 'dial' }), step: [] }, /"step" means nothing/],
  'no steps': [file({}), /"steps" must be a list/],
  'an empty list of steps': [file({ steps: [] }), /at least one/],
  'a step that is a text': [step('dial'), /step 1: "dial" is no step/],
  'a step of two kinds': [step({ agent: 'dial', sent: command }), /has agent and sent/],
  'a step of no kind': [step({ click: {} }), /has none/],
  'something beside a step': [step({ agent: 'dial', wait: 5 }), /"wait" means nothing beside "agent"/],
  'an unknown act': [step({ agent: 'call' }), /cannot "call", but dial/],
  'a prototype property as an act': [step({ agent: 'constructor' }), /cannot "constructor"/],
  'a reason without its id': [step({ agent: 'selectReason' }), /needs the "id"/],
  'an event without a name': [step({ fire: '' }), /"fire" names/],
  'an unknown act in the card': [step({ card: { tap: { css: 'a' } } }), /one of click.*has tap/],
  'two acts in one step': [step({ card: { click: { css: 'a' }, go: 'b' } }), /has click and go/],
  'a target that is a text': [step({ card: { click: '#go' } }), /"click" needs a target/],
  'a target without a way to find it': [step({ card: { click: {} } }), /this one has none/],
  'a target found in two ways': [step({ card: { click: { css: 'a', text: 'b' } } }), /has text and css/],
  'a name without a role': [step({ card: { click: { css: 'a', name: 'b' } } }), /"name" .* without "role"/],
  'an empty selector': [step({ card: { click: { css: '' } } }), /"css" in "click" must be a text/],
  'a field without a value': [step({ card: { fill: { css: 'a' } } }), /"fill" needs a "value"/],
  'a key without its name': [step({ card: { press: { css: 'a' } } }), /"press" needs a "key"/],
  'no page to go to': [step({ card: { go: '' } }), /"go" needs/],
  'a command without an action': [step({ sent: {} }), /"sent" needs the "action"/],
  'an unknown verdict': [step({ sent: { ...command, verdict: 'ok' } }), /no verdict "ok"/],
  'params that must not come': [step({ notSent: { ...command, params: {} } }), /"params" means nothing in "notSent"/],
  'an unknown preset': [file({ steps: [{ agent: 'dial' }], presets: { fast: { steps: [] } } }), /no preset "fast"/],
  'a wrong step under a preset': [
    file({ steps: [{ agent: 'dial' }], presets: { slow: { steps: [{ agent: 'dial' }, {}] } } }),
    /presets\.slow\.steps, step 2/,
  ],
  'a preset with nothing': [file({ steps: [{ agent: 'dial' }], presets: { slow: {} } }), /"steps", or with "except"/],
  'an exception with steps': [
    file({ steps: [{ agent: 'dial' }], presets: { slow: { steps: [{ agent: 'dial' }], except: 'Why.' } } }),
    /"steps", or with "except"/,
  ],
  'an exception without a reason': [
    file({ steps: [{ agent: 'dial' }], presets: { slow: { except: ' ' } } }),
    /must say why/,
  ],
  'a word that means nothing under a preset': [
    file({ steps: [{ agent: 'dial' }], presets: { slow: { except: 'Why.', skip: true } } }),
    /"skip" means nothing in "slow"/,
  ],
  'a contact of objects': [file({ contact: { phone: {} }, steps: [{ agent: 'dial' }] }), /"phone" must be/],
};

const format = suite('format of a scenario');
for (const [title, value] of Object.entries(right)) {
  format(`takes ${title}, and so does the schema`, () => {
    assert.is(parseScenario(JSON.stringify(value), 'a.json').name, 'A');
    assert.ok(fitsSchema(value), JSON.stringify(fitsSchema.errors));
  });
}
for (const [title, [value, says]] of Object.entries(wrong)) {
  format(`refuses ${title} in one line, and so does the schema`, () => {
    assert.throws(
      () => parseScenario(JSON.stringify(value), 'a.json'),
      (error: Error) => /^a\.json: [^\n]+$/.test(error.message) && says.test(error.message),
    );
    assert.not(fitsSchema(value));
  });
}
format('refuses what is no JSON, and takes a byte order mark', () => {
  assert.throws(() => parseScenario('{', 'a.json'), /^a\.json: this is no JSON/);
  assert.is(parseScenario(`\ufeff${JSON.stringify(step({ agent: 'dial' }))}`, 'a.json').steps.length, 1);
});
format('takes the scenarios of the documents', () => {
  const blocks = blocksFor('scenario');
  assert.ok(blocks.length > 0);
  for (const block of blocks) parseScenario(block.text, where(block));
});
format('the schema names what there is', () => {
  const [agent, , , sent] = schema.$defs.step.oneOf;
  assert.equal(agent.properties.agent.enum, Object.keys(agentActions));
  assert.equal(sent.properties.sent.properties.verdict.enum, [...VERDICT_KINDS]);
  assert.equal(schema.properties.presets.propertyNames.enum, PRESET_NAMES);
});
format.run();

const fromLog = suite('a scenario from a log');

type Row = [kind: 'command' | 'event' | 'note', name: string, payload?: object, more?: object];

/** A log as the debug panel of a real LeadDesk, or the simulator, has it. */
function logOf(...rows: Row[]): Pick<LogFile, 'entries'> {
  let page = '/';
  const entries = rows.map(([kind, name, payload, more], index): Entry => {
    if (name === 'page') page = String(Object(payload).page);
    const message = payload && name !== 'page' ? { payload: JSON.stringify(payload) } : {};
    const verdict = { kind: kind === 'note' ? 'note' : 'valid', text: '' } as const;
    return { id: index + 1, at: index, kind, name, page, ...message, verdict, ...more };
  });
  return { entries };
}
const event = (type: string, id: number | string = 48151, more = {}): Row => [
  'event',
  type,
  { type, data: { call_log_id: id } },
  more,
];
const stepsOf = (...rows: Row[]) => scenarioFromLog(logOf(...rows), 'A')?.steps;

fromLog('what the agent does becomes a step; the idle line of a page load does not', () => {
  const log = logOf(
    ['note', 'page', { page: '/' }],
    event('callLineIdle'),
    event('callLineRinging'),
    event('callLineOn'),
    ['note', 'page', { page: '/order.html' }],
    event('callLineIdle', '48151'),
    ['command', 'hangup', { action: 'hangup' }],
    event('callLineIdle'),
    ['command', 'select_reason', { action: 'select_reason', params: { id: 1 } }],
  );
  assert.equal(scenarioFromLog(log, 'Sale'), {
    format: 'leaddesk-card-scenario',
    version: 1,
    name: 'Sale',
    steps: [
      { agent: 'ring' },
      { agent: 'answer' },
      { card: { go: '/order.html' } },
      { sent: { action: 'hangup' } },
      { sent: { action: 'select_reason', params: { id: 1 } } },
    ],
  });
});
fromLog('what a person did in the card goes along, and leads to the next page by itself', () => {
  const click = { click: { role: 'link', name: 'Order' } };
  assert.equal(
    stepsOf(
      ['note', 'page', { page: '/' }],
      event('callLineIdle'),
      event('callLineRinging', 48151, { agent: 'dial' }),
      ['note', 'did', click],
      ['note', 'page', { page: '/order.html' }],
      ['note', 'page', { page: '/history.html' }],
    ),
    [{ agent: 'dial' }, { card: click }, { card: { go: '/history.html' } }],
  );
});
fromLog('what the agent did without an event is a step, too', () => {
  const rows: Row[] = [event('callLineRinging', 48151, { agent: 'dial' }), event('callLineOn')];
  assert.equal(stepsOf(...rows, ['note', 'pauseRecording']), [
    { agent: 'dial' },
    { agent: 'answer' },
    { agent: 'pauseRecording' },
  ]);
});
fromLog('a command that was wrong keeps its verdict', () => {
  const verdict = { kind: 'not-allowed', text: '' };
  assert.equal(stepsOf(['command', 'hangup', { action: 'hangup' }, { verdict }]), [
    { sent: { action: 'hangup', verdict: 'not-allowed' } },
  ]);
});
fromLog('an event that no agent could have caused is fired', () => {
  assert.equal(stepsOf(event('callLineOn'), ['event', 'x', { type: 'x' }]), [
    { fire: 'callLineOn', data: { call_log_id: 48151 } },
    { fire: 'x' },
  ]);
});
fromLog('the contact of a log goes along, and what it makes can be played', () => {
  const contact = { phone: '040', call_logs_id: '9' };
  const made = scenarioFromLog({ ...logOf(event('callLineRinging', 9)), contact }, 'A');
  assert.equal(made?.contact, contact);
  assert.equal(parseScenario(JSON.stringify(made), 'made.json').steps, [{ agent: 'ring' }]);
});
fromLog('a log without anything to play makes none', () => {
  assert.is(scenarioFromLog(logOf(['note', 'page', { page: '/' }]), 'A'), null);
});
fromLog.run();
