/** Steps of a scenario in words: as what is to be done, and, of a person in the card, as what was done. */
import type { CardAction, Step, Target } from './format.js';

/** A step as an instruction, or as what is expected. */
export function stepInWords(step: Step): string {
  if ('agent' in step) {
    const act = step.agent.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    return `Agent: ${act}${step.id === undefined ? '' : ` ${step.id}`}`;
  }
  if ('fire' in step) return `LeadDesk: ${step.fire}${inJson(step.data)}`;
  if ('sent' in step) {
    const { action, params, verdict } = step.sent;
    return `The card sends ${action}${inJson(params)}${verdict ? `, which is "${verdict}"` : ''}`;
  }
  if ('notSent' in step) return `The card does not send ${step.notSent.action}`;
  const { card } = step;
  if ('go' in card) return `Go to ${card.go}`;
  if ('click' in card) return `Click ${nameOf(card.click)}`;
  if ('fill' in card) return `Fill in ${nameOf(card.fill)}: ${JSON.stringify(card.fill.value)}`;
  if ('press' in card) return `Press ${card.press.key}`;
  return `See ${nameOf(card.sees)}`;
}

/** What a person did in the card, as a line of the log. */
export function inWords(action: CardAction): string {
  if ('go' in action) return `Went to ${action.go}.`;
  if ('click' in action) return `Clicked ${nameOf(action.click)}.`;
  if ('fill' in action) return `Filled in ${nameOf(action.fill)}.`;
  if ('press' in action) return `Pressed ${action.press.key}.`;
  return `Saw ${nameOf(action.sees)}.`;
}

/** Says that a target was not there. @param timeout in ms. */
export function notFound(target: Partial<Target>, timeout: number): string {
  const { label, text } = target;
  const what = label !== undefined ? `field ${nameOf(target)}` : text !== undefined ? `text ${nameOf(target)}` : '';
  const other = nameOf(target).replace(/^(the|a) /, '');
  return `The card showed no ${what || other} that could be used within ${timeout / 1000} s.`;
}

function nameOf({ role, name, label, text, css }: Partial<Target>): string {
  if (role !== undefined) return name === undefined ? `a ${role}` : `the ${role} ${JSON.stringify(name)}`;
  return label === undefined ? (text === undefined ? `element ${css}` : JSON.stringify(text)) : JSON.stringify(label);
}

function inJson(value: unknown): string {
  return value === undefined ? '' : ` ${JSON.stringify(value)}`;
}
