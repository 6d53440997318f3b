/** A question to the agent. The browser's `confirm()` is silent in a sandboxed frame. */

/** Whether a question is open. */
export let isAsking = false;

/**
 * Asks, and acts if the answer is yes. The focus is on the button that says no; Escape is no, too.
 *
 * @param no @param yes what the buttons say.
 */
export function ask(question: string, no: string, yes: string, act: () => void): void {
  const dialog = document.createElement('dialog');
  function add(name: string, text: string): HTMLElement {
    const element = dialog.appendChild(document.createElement(name));
    element.textContent = text;
    element.style.margin = '.5em';
    return element;
  }
  isAsking = true;
  dialog.ariaLabel = question;
  dialog.role = 'alertdialog';
  // Style sheets may take all margins away. Not by an attribute, which a policy may forbid.
  dialog.style.margin = 'auto';
  add('p', question);
  add('button', no).onclick = () => dialog.close();
  add('button', yes).onclick = () => {
    dialog.close();
    act();
  };
  dialog.onclose = () => {
    isAsking = false;
    dialog.remove();
  };
  document.body.appendChild(dialog);
  dialog.showModal();
}
