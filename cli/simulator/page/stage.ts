/** Where the agent sees the card: as contact card, in the call dialog, in full window, or not any more. */
import { REASONS } from '../contacts.js';
import { formOf, lineOf } from '../state.js';
import type { Report, View } from '../wire.js';
import { byId, make, setText } from './dom.js';

const NAMES = { card: 'Contact card', dialog: 'Call dialog', full: 'Full window', closed: '' };

export function createStage({ report, next }: { report: (report: Report) => void; next: () => void }) {
  let form: keyof typeof NAMES = 'card';

  byId('reasons').append(
    ...REASONS.map(({ id, name }) =>
      make(
        'li',
        {},
        make(
          'button',
          { type: 'button', onclick: () => report({ kind: 'agent', action: 'selectReason', id }) },
          make('b', {}, String(id)),
          name,
        ),
      ),
    ),
  );
  byId('reload').onclick = () => report({ kind: 'agent', action: 'open' });
  byId('closed-next').onclick = next;
  byId('close-form').onclick = () =>
    report({ kind: 'agent', action: form === 'full' ? 'closeFullWindow' : 'closeDialog' });

  return {
    show({ state, filled, troubles }: View) {
      form = formOf(state);
      document.body.dataset.form = form;
      const waits = state.window === 'requested' && form !== 'closed' ? ' · full window requested' : '';
      setText(byId('form-name'), NAMES[form] + waits);
      byId('window').hidden = form === 'closed';
      byId('closed').hidden = form !== 'closed';
      byId('close-form').hidden = form === 'card' || form === 'closed';
      byId<HTMLButtonElement>('close-form').disabled = form === 'dialog' && lineOf(state) !== 'idle';
      const reason = REASONS.find(({ id }) => String(id) === String(state.reason));
      setText(
        byId('closed-why'),
        `Call ending reason ${state.reason}${reason ? `: ${reason.name}` : ', which this simulator does not know by name'}.`,
      );
      for (const button of byId('reasons').querySelectorAll('button')) button.disabled = form === 'closed';
      byId<HTMLAnchorElement>('tab').href = filled;
      const list = byId('troubles');
      list.hidden = !troubles.length;
      if ([...list.children].map(({ textContent }) => textContent).join('\n') !== troubles.join('\n'))
        list.replaceChildren(...troubles.map((text) => make('p', {}, text)));
    },
    /** Tells in the card's place why there is none. */
    showStopped(why: string) {
      byId('frame').append(make('p', { role: 'alert' }, why));
    },
    /** The page of the card that is shown, as far as it is known. */
    showPage(url: string) {
      let path = url;
      try {
        const { pathname, search, hash } = new URL(url);
        path = pathname + search + hash;
      } catch {}
      setText(byId('page'), path);
      byId('page').title = url;
    },
  };
}
