/**
 * The format of a scenario file, version 1: who does what, and what the card must send.
 *
 *     { "format": "leaddesk-card-scenario", "version": 1, "name": "Hang up",
 *       "steps": [ { "agent": "dial" }, { "card": { "click": { "role": "button", "name": "Hang up" } } },
 *                  { "sent": { "action": "hangup" } } ] }
 *
 * `scenario.schema.json` says the same for editors; a test holds the two together.
 */
import { UserError } from '../../shared/errors.js';
import { type AgentAction, agentActions } from '../agent.js';
import { isPreset, PRESET_NAMES, type PresetName } from '../presets.js';
import { VERDICT_KINDS, type VerdictKind } from '../verdict.js';

/** An element of the card, found as a person would, by exactly one of role, label, text, css. */
export interface Target {
  /** An ARIA role. */
  role?: string;
  /** With `role`: a part of the accessible name, in whatever case. */
  name?: string;
  /** A part of a field's label, in whatever case. */
  label?: string;
  /** Part of a text that the card shows. */
  text?: string;
  css?: string;
}

/** Something that a person does in the card, or sees there. */
export type CardAction =
  | { click: Target }
  /** Types into a field, or chooses an option by its text. */
  | { fill: Target & { value: string } }
  /** A key as `KeyboardEvent.key` names it; without a target: where the focus is. */
  | { press: Partial<Target> & { key: string } }
  /** Goes to another page of the card, as a script does; relative to the page at hand. */
  | { go: string }
  | { sees: Target };

/** A command that the card must have sent. */
export interface SentCommand {
  action: string;
  /** When absent: any. Numbers and strings that read the same are equal. */
  params?: unknown;
  /** What LeadDesk makes of it; when absent: `valid`. */
  verdict?: VerdictKind;
}

export type Step =
  | { agent: AgentAction; id?: number | string }
  | { fire: string; data?: unknown }
  | { card: CardAction }
  | { sent: SentCommand }
  /** No command of this action has arrived that no `sent` before this step stands for. */
  | { notSent: { action: string } };

/** A scenario as its file has it. */
export interface ScenarioFile {
  format: typeof FORMAT;
  version: typeof VERSION;
  name: string;
  contact?: Readonly<Record<string, string>>;
  steps: Step[];
}

/** A scenario as it is played. */
export interface Scenario {
  name: string;
  /** Fields of the contact; they replace those of the simulator's first contact. */
  contact?: Record<string, string>;
  steps: readonly Step[];
  /** What differs under a preset: other steps count, or it is not played there, for a reason. */
  presets: Partial<Record<PresetName, { steps: readonly Step[] } | { except: string }>>;
}

export const FORMAT = 'leaddesk-card-scenario';
export const VERSION = 1;

/**
 * Reads a scenario.
 *
 * @param text the file's text.
 * @param file its name, for errors.
 * @throws UserError that names the file, the step and what is wrong with it.
 */
export function parseScenario(text: string, file: string): Scenario {
  const fail = (what: string): never => {
    throw new UserError(`${file}: ${what}`);
  };
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    return fail(`this is no JSON (${(error as Error).message}).`);
  }
  if (!isObject(value) || value.format !== FORMAT)
    return fail(`this is no scenario. A scenario begins with {"format": "${FORMAT}", "version": ${VERSION}.`);
  if (value.version !== VERSION)
    return fail(
      `version ${JSON.stringify(value.version)} of the format is not known, only ${VERSION}. Update the package.`,
    );
  const unknown = unknownKey(value, ['$schema', 'format', 'version', 'name', 'contact', 'steps', 'presets']);
  if (unknown !== undefined) return fail(`"${unknown}" means nothing in a scenario.`);
  if (typeof value.name !== 'string' || !value.name.trim()) return fail('"name" must say what the scenario is about.');
  return {
    name: value.name,
    ...(value.contact !== undefined && { contact: contactOf(value.contact, fail) }),
    steps: stepsOf(value.steps, 'steps', fail),
    presets: presetsOf(value.presets ?? {}, fail),
  };
}

type Fail = (what: string) => never;

function contactOf(value: unknown, fail: Fail): Record<string, string> {
  const fields = isObject(value) ? Object.entries(value) : fail('"contact" must be an object of texts.');
  const wrong = fields.find(([, field]) => typeof field !== 'string' && typeof field !== 'number');
  if (wrong) fail(`"contact": ${JSON.stringify(wrong[0])} must be a text or a number.`);
  return Object.fromEntries(fields.map(([name, field]) => [name, String(field)]));
}

function presetsOf(value: unknown, fail: Fail): Scenario['presets'] {
  if (!isObject(value)) return fail('"presets" must be an object: a preset\'s name, and its steps.');
  const entries = Object.entries(value).map(([name, preset]) => {
    if (!isPreset(name)) return fail(`there is no preset "${name}". There are ${PRESET_NAMES.join(', ')}.`);
    if (!isObject(preset) || 'steps' in preset === 'except' in preset)
      return fail(`"presets": "${name}" must be an object with "steps", or with "except".`);
    const unknown = unknownKey(preset, ['steps', 'except']);
    if (unknown !== undefined) return fail(`"presets": "${unknown}" means nothing in "${name}".`);
    if ('except' in preset) {
      const { except } = preset;
      if (typeof except !== 'string' || !except.trim())
        return fail(`"presets": "except" of "${name}" must say why the scenario is not for it.`);
      return [name, { except }];
    }
    return [name, { steps: stepsOf(preset.steps, `presets.${name}.steps`, fail) }];
  });
  return Object.fromEntries(entries);
}

function stepsOf(value: unknown, where: string, fail: Fail): Step[] {
  if (!Array.isArray(value) || !value.length) return fail(`"${where}" must be a list of at least one step.`);
  return value.map((step, index) => {
    const problem = problemOfStep(step);
    return problem === undefined ? (step as Step) : fail(`${where}, step ${index + 1}: ${problem}`);
  });
}

const STEP_KEYS = ['agent', 'fire', 'card', 'sent', 'notSent'] as const;
const CARD_KEYS = ['click', 'fill', 'press', 'go', 'sees'] as const;
const TARGET_KEYS = ['role', 'label', 'text', 'css'] as const;

/** What is wrong with a step; nothing when it is right. */
function problemOfStep(step: unknown): string | undefined {
  if (!isObject(step)) return `${JSON.stringify(step)} is no step. A step is an object, such as {"agent": "dial"}.`;
  const kinds = STEP_KEYS.filter((key) => key in step);
  if (kinds.length !== 1)
    return `a step has one of ${STEP_KEYS.join(', ')}; this one has ${kinds.join(' and ') || 'none'}.`;
  const kind = kinds[0]!;
  const allowed = { agent: ['id'], fire: ['data'], card: [], sent: [], notSent: [] }[kind];
  const unknown = unknownKey(step, [kind, ...allowed]);
  if (unknown !== undefined) return `"${unknown}" means nothing beside "${kind}".`;
  switch (kind) {
    case 'agent':
      if (typeof step.agent !== 'string' || !Object.hasOwn(agentActions, step.agent))
        return `the agent cannot ${JSON.stringify(step.agent)}, but ${Object.keys(agentActions).join(', ')}.`;
      if (step.agent === 'selectReason' && step.id === undefined) return '"selectReason" needs the "id" of a reason.';
      return undefined;
    case 'fire':
      return typeof step.fire === 'string' && step.fire ? undefined : '"fire" names the event, such as "callLineOn".';
    case 'card':
      return problemOfCardAction(step.card);
    case 'sent':
      return problemOfCommand(step.sent, 'sent', ['action', 'params', 'verdict']);
    case 'notSent':
      return problemOfCommand(step.notSent, 'notSent', ['action']);
  }
}

function problemOfCardAction(action: unknown): string | undefined {
  if (!isObject(action)) return `"card" must be an object with one of ${CARD_KEYS.join(', ')}.`;
  const keys = Object.keys(action);
  const verb = CARD_KEYS.find((key) => key === keys[0]);
  if (keys.length !== 1 || !verb)
    return `the card takes one of ${CARD_KEYS.join(', ')}; this one has ${keys.join(' and ') || 'none'}.`;
  const value = action[verb];
  if (verb === 'go') return typeof value === 'string' && value ? undefined : '"go" needs the address of a page.';
  if (!isObject(value)) return `"${verb}" needs a target, such as {"role": "button", "name": "Hang up"}.`;
  if (verb === 'fill' && typeof value.value !== 'string') return '"fill" needs a "value", which is a text.';
  if (verb === 'press' && (typeof value.key !== 'string' || !value.key))
    return '"press" needs a "key", such as "Enter".';
  return problemOfTarget(value, verb);
}

function problemOfTarget(target: Record<string, unknown>, verb: string): string | undefined {
  const kinds = TARGET_KEYS.filter((key) => key in target);
  if (kinds.length !== 1 && !(verb === 'press' && !kinds.length))
    return `"${verb}" finds its target by one of ${TARGET_KEYS.join(', ')}; this one has ${kinds.join(' and ') || 'none'}.`;
  const more = { fill: ['value'], press: ['key'] }[verb] ?? [];
  const unknown = unknownKey(target, [...kinds, ...more, ...(kinds[0] === 'role' ? ['name'] : [])]);
  if (unknown !== undefined)
    return `"${unknown}" means nothing in "${verb}"${unknown === 'name' ? ' without "role"' : ''}.`;
  const empty = [...kinds, 'name'].find((key) => key in target && (typeof target[key] !== 'string' || !target[key]));
  return empty === undefined ? undefined : `"${empty}" in "${verb}" must be a text.`;
}

function problemOfCommand(command: unknown, key: string, keys: string[]): string | undefined {
  if (!isObject(command) || typeof command.action !== 'string' || !command.action)
    return `"${key}" needs the "action" of a command, such as {"action": "hangup"}.`;
  const unknown = unknownKey(command, keys);
  if (unknown !== undefined) return `"${unknown}" means nothing in "${key}".`;
  if ('verdict' in command && !VERDICT_KINDS.includes(command.verdict as VerdictKind))
    return `there is no verdict ${JSON.stringify(command.verdict)}. There are ${VERDICT_KINDS.join(', ')}.`;
  return undefined;
}

/** Whether a value is something that a person can do in a card. */
export function isCardAction(value: unknown): value is CardAction {
  return problemOfCardAction(value) === undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unknownKey(value: object, known: readonly string[]): string | undefined {
  return Object.keys(value).find((key) => !known.includes(key));
}
