/** A button for each event of the protocol: LeadDesk says it, whatever the state is. */
import { EVENTS } from '../../../runtime/protocol.js';
import type { Report } from '../wire.js';
import { byId, make, toast } from './dom.js';

export function createEventButtons(report: (report: Report) => void) {
  const data = byId<HTMLInputElement>('fire-data');
  byId('fire').onsubmit = (event) => event.preventDefault();
  byId('events').append(
    ...Object.keys(EVENTS).map((type) => make('button', { type: 'button', onclick: () => fire(type) }, type)),
  );

  function fire(type: string) {
    if (!data.value.trim()) return report({ kind: 'fire', type });
    try {
      report({ kind: 'fire', type, data: JSON.parse(data.value) });
    } catch {
      toast('The data of the event is not JSON.');
    }
  }
}
