/** The companion of a page, all parts together. */
import type { Ld } from '../index.js';
import { carryOver, lineFrom, nextLine, textOf } from './call.js';
import { unlock, watchClicks } from './clicks.js';
import { type Contact, contactOf } from './contact.js';
import { keepDrafts } from './drafts.js';
import { watchPauses } from './pause.js';
import { NO_RECEIPT, nextReceipt } from './receipt.js';
import { watchSubmits } from './submits.js';
import { isStored, type Memory, recall, remember, update } from './tab.js';

/** The parameter that carries the call where the tab remembers nothing: the state, and a hash of the id. */
const PARAM = 'ld_call';

/** A connection, and the companion that was made for it. */
export interface Connection extends Ld {
  card?: unknown;
}

/** What the script's element says, in its `dataset`. */
interface Settings {
  ldContact?: string | undefined;
  ldCancel?: string | undefined;
}

/** Makes the companion of a page with a window. */
export function connect(ld: Connection, { ldContact, ldCancel }: Settings) {
  const { kept, carried } = ld;
  const query = new URLSearchParams([location.search].concat(...kept.values()).join('&'));
  let memory: Memory = recall() || newMemory({});
  // Back, forward and reload show an old address.
  const isOld = (performance.navigation || {}).type;
  const contact = contactOf(
    query,
    ldContact ? ldContact.split(/\s+/) : [...kept.keys()],
    memory.contact,
    !(isOld || document.referrer.indexOf(ld.origin + '/')),
  );
  if (contact != memory.contact) memory = newMemory(contact);
  const text = query.get(PARAM);
  let line = (!isOld && lineFrom(text)) || carryOver(memory.call);

  // The DOM keeps handlers well: it reports the errors of one without stopping the others.
  const changes = document.createElement('i');
  const card = {
    contact,
    call: line.call,
    receipt: memory.receipt,
    on(name: 'call' | 'receipt', handler: (value: any) => void) {
      const call = () => handler(card[name]);
      changes.addEventListener(name, call);
      return () => changes.removeEventListener(name, call);
    },
  };

  /** Shows how the call stands: to the page, and to the next one by the tab's storage or else by links and forms. */
  function show(): void {
    card.call = line.call;
    update((memory) => Object.assign(memory, card));
    if (isStored) carried.delete(PARAM);
    else carried.set(PARAM, textOf(line));
  }

  remember(memory);
  show();
  // As the author wrote it: no script of the page sees the parameter, or carries an old one on. A sandboxed page may
  // not change its address.
  if (text)
    try {
      history.replaceState(history.state, '', location.href.replace(/([?&])ld_call=[^&#]*&|[?&]ld_call=[^&#]*/, '$1'));
    } catch {}
  watchSubmits();
  watchClicks(ld, ldCancel);
  watchPauses(ld, card, memory.paused);
  if (Object.keys(contact)[0]) keepDrafts();
  ld.on('*', ({ type, data }: { type: string; data: any }) => {
    const { call_log_id, file } = data || {};
    const before = Object.assign({}, card);
    const { key } = line;
    line = nextLine(line, type, call_log_id, Date.now());
    // A receipt is of one call.
    card.receipt = nextReceipt(key != line.key ? NO_RECEIPT : card.receipt, type, file);
    show();
    for (const name of ['call', 'receipt'] as const)
      if (before[name] != card[name]) {
        // A load's idle tells of no change.
        if (name == 'receipt' || line.call.sure) unlock();
        changes.dispatchEvent(new Event(name));
      }
  });
  return (ld.card = card);
}

function newMemory(contact: Contact): Memory {
  return { id: Date.now(), contact, call: { state: 'unknown' }, receipt: NO_RECEIPT, drafts: {} };
}
