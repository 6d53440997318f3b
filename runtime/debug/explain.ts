/** Explanations for people: one line in the console, once in a page; the panel lists them too. */
import { type Finding, note } from './log.js';

/** Logs a finding, once for each page: two debug builds in a page do not repeat each other. */
export function explain({ level, text }: Finding): void {
  const page = window as unknown as { ldSaid?: Set<string> };
  page.ldSaid ||= new Set();
  if (page.ldSaid.has(text)) return;
  page.ldSaid.add(text);
  console[level](`ld: ${text}`);
  note({ level, text });
}

/** Acts when the page's own scripts have all run: until then they may still subscribe. */
export function afterLoad(act: () => void): void {
  if (document.readyState === 'complete') setTimeout(act);
  else window.addEventListener('load', () => setTimeout(act));
}
