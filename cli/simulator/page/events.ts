/** A button for each event of the protocol: LeadDesk says it, whatever the state is. */
import { EVENTS, type KnownEvent } from '../../../runtime/protocol.js';
import type { Report } from '../wire.js';
import { byId, make, setText } from './dom.js';

/** By what the event's data holds. */
const EXAMPLES = { call_log_id: '{"call_log_id":48151}', file: '{"file":"receipt-48151-1.wav"}' };

export function createEventButtons(report: (report: Report) => void) {
  const data = byId<HTMLInputElement>('fire-data');
  byId('fire').onsubmit = (event) => event.preventDefault();
  byId('events').append(
    ...Object.keys(EVENTS).map((type) => make('button', { type: 'button', onclick: () => fire(type) }, type)),
  );

  data.oninput = () => showError('');

  function fire(type: string) {
    if (!data.value.trim()) return report({ kind: 'fire', type });
    let value: unknown;
    try {
      value = JSON.parse(data.value);
    } catch {
      showError(`This is not JSON. Write, for example, ${EXAMPLES[EVENTS[type as KnownEvent]]}, or leave it empty.`);
      return data.focus();
    }
    showError('');
    report({ kind: 'fire', type, data: value });
  }

  function showError(text: string) {
    setText(byId('fire-error'), text);
    data.setAttribute('aria-invalid', String(Boolean(text)));
  }
}
