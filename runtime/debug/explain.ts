/** Explanations for people: one line in the console, said once in a page; the panel lists them too. */
import { page } from '../page.js';
import { note } from './log.js';

export type Level = 'error' | 'warn' | 'info';

/** What is wrong with something, or worth knowing, and what to do. */
export interface Finding {
  level: Level;
  text: string;
}

/** Of the page and not of this script: two debug builds in a page do not repeat each other. */
var said: Record<string, 1> = ((page as any).ldSaid = (page as any).ldSaid || Object.create(null));

/** Says a finding, unless it has been said in this page. */
export function explain(finding: Finding): void {
  if (said[finding.text]) return;
  said[finding.text] = 1;
  console[finding.level]('ld: ' + finding.text);
  note(finding);
}
