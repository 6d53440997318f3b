/** What the panel shows: the last messages both ways and the last explanations, the newest first. */

/** How many of each are kept. */
export const MAX_ENTRIES = 500;

export type Level = 'error' | 'warn' | 'info';

/** What is wrong with something, or worth knowing, and what to do. */
export interface Finding {
  level: Level;
  text: string;
}

export interface Message {
  at: Date;
  way: 'out' | 'in';
  /** The message as it went over, or would have; of an object, its JSON. */
  text: string;
  /** Whether it was an object, not a string. */
  object: boolean;
  /** What became of it. */
  verdict: string;
  tone: 'good' | 'open' | 'bad';
}

export interface Note extends Finding {
  at: Date;
}

export const messages: Message[] = [];
export const notes: Note[] = [];

let changed: () => void = () => {};

/** Has a function called after every change. There is one panel, so there is one. */
export function onChange(listener: () => void): void {
  changed = listener;
}

export function record(way: Message['way'], text: string, object = false): Message {
  const message: Message = { at: new Date(), way, text, object, verdict: '', tone: 'open' };
  keep(messages, message);
  return message;
}

/** Sets, or corrects, what became of a message. */
export function judge(message: Message, tone: Message['tone'], verdict: string): void {
  message.tone = tone;
  message.verdict = verdict;
  changed();
}

export function note(finding: Finding): void {
  keep(notes, { at: new Date(), ...finding });
  changed();
}

function keep<T>(list: T[], item: T): void {
  list.unshift(item);
  list.length = Math.min(list.length, MAX_ENTRIES);
}
