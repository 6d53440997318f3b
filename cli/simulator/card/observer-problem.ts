/** A notice over the page, such as what is wrong with its TypeScript. In a shadow root: the page's styles stay out. */

const STYLE = `
  :host { all: initial; }
  div { position: fixed; inset: auto 0 0; z-index: 2147483647; max-height: 60vh; overflow: auto; box-sizing: border-box;
    padding: 12px 48px 12px 16px; background: #2b1111; color: #ffe3e0; border-top: 3px solid #ff6b5e;
    font: 13px/1.5 ui-monospace, Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
  button { position: absolute; top: 8px; right: 10px; padding: 2px 8px; border: 1px solid #ff6b5e; border-radius: 4px;
    background: none; color: inherit; font: inherit; cursor: pointer; }`;

let shown: HTMLElement | null = null;

/** Shows the text instead of what was shown before; `null` takes it away. */
export function showProblem(text: string | null): void {
  shown?.remove();
  shown = null;
  if (text === null) return;
  const root = (shown = document.createElement('leaddesk-card-dev')).attachShadow({ mode: 'open' });
  const style = document.createElement('style');
  const notice = document.createElement('div');
  const close = document.createElement('button');
  style.textContent = STYLE;
  notice.setAttribute('role', 'alert');
  notice.textContent = text;
  close.textContent = '×';
  close.setAttribute('aria-label', 'Close');
  close.onclick = () => showProblem(null);
  notice.append(close);
  root.append(style, notice);
  document.documentElement.append(shown);
}
