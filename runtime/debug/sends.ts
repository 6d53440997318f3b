/** Commands on their way out: what is to be said of each, and what becomes of it. */
import type { Fact } from '../facts.js';
import { origin } from '../host.js';
import { commandFindings } from './commands.js';
import { explain } from './explain.js';
import { judge, type Message, record } from './log.js';
import { hasRefused } from './source.js';

let waiting: { message: Message; flaw: string }[] = [];
/** Whether the next command is declared by an element rather than sent by a script. */
let isDeclared = false;

export function noteDeclared(): void {
  isDeclared = true;
}

/** Explains what is wrong with a command, and records it. */
export function noteCommand({ action, params, fate }: Extract<Fact, { is: 'command' }>): void {
  const text = textOf(action, params);
  // The core throws for what JSON cannot express.
  if (!text) return;
  // As it arrives: JSON leaves out what is undefined and makes NaN null.
  const findings = commandFindings(String(action), JSON.parse(text).params, isDeclared);
  isDeclared = false;
  findings.forEach(explain);
  const flaw = findings[0] ? `, but ${findings[0].text.split(':')[0]}` : '';
  const message = record('out', text);
  if (fate === 'unframed') judge(message, 'bad', 'not sent: the page is not in a frame');
  else if (fate === 'posted') posted(message, flaw);
  else {
    waiting.push({ message, flaw });
    judge(message, 'open', 'waits for a host');
  }
}

function textOf(action: string, params: unknown): string | undefined {
  try {
    return JSON.stringify({ action, params: params || undefined });
  } catch {
    return undefined;
  }
}

/** The core has dropped the command that waited longest. */
export function noteDropped(text: string): void {
  const dropped = waiting.shift();
  if (dropped) judge(dropped.message, 'bad', 'dropped: no host in time');
  explain({
    level: 'error',
    text:
      `dropped ${text}: no host was known in time, and late it could have met another call. Open the card from LeadDesk` +
      (hasRefused() ? ', and allow its origin (see the refused one).' : ', and see why there is no host.'),
  });
}

/** The host is known now: what still waits is posted. */
export function notePosted(): void {
  for (const { message, flaw } of waiting) posted(message, flaw);
  waiting = [];
}

function posted(message: Message, flaw: string): void {
  judge(message, flaw ? 'bad' : 'good', `posted to ${origin}${flaw}`);
}
