/** What a person did in the card, as a line of the log. */
import type { CardAction, Target } from './format.js';

export function inWords(action: CardAction): string {
  if ('go' in action) return `Went to ${action.go}.`;
  if ('click' in action) return `Clicked ${nameOf(action.click)}.`;
  if ('fill' in action) return `Filled in ${nameOf(action.fill)}.`;
  if ('press' in action) return `Pressed ${action.press.key}.`;
  return `Saw ${nameOf(action.sees)}.`;
}

function nameOf({ role, name, label, text, css }: Target): string {
  if (role !== undefined) return name === undefined ? `a ${role}` : `the ${role} ${JSON.stringify(name)}`;
  return label === undefined ? (text === undefined ? css! : JSON.stringify(text)) : JSON.stringify(label);
}
