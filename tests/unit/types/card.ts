/**
 * What must compile with the companion's types, and what must not: `tsc` checks this file, and complains where an
 * expected error is missing.
 */
import { type Call, type Card, createCard, type Receipt } from '../../../runtime/card/index.js';
import { createLd, type Ld } from '../../../runtime/index.js';

export function compiles(ld: Ld): void {
  const card = createCard(ld, { contact: ['phone', 'call_logs_id'], cancel: 'Peruuta' });
  const phone: string | undefined = card.contact.phone;
  const { state, id, since, sure }: Call = card.call;
  const label = { unknown: '', idle: '', ringing: '', on: '', ended: '' }[state];
  const off: () => void = card.on('call', (call) => [call.state === 'on', call.id?.trim(), call.since?.toFixed()]);
  off();
  card.on('receipt', ({ state, file }: Receipt) => [state === 'stopped', file?.trim()]);
  createCard(ld, null);
  createCard(ld, {});
  const any: Card = createCard(ld);
  const name: string | undefined = any.contact['any name'];
  const other: Card = card;
  console.log(phone, id, since, sure, label, name, other);
}

export function doesNotCompile(ld: Ld): void {
  const card = createCard(ld, { contact: ['phone'] });
  // @ts-expect-error: it was not named
  card.contact.email;
  // @ts-expect-error: LeadDesk may not have filled it
  card.contact.phone.trim();
  // @ts-expect-error: there is no such change
  card.on('contact', () => {});
  // @ts-expect-error: there is no such state
  card.on('call', ({ state }) => state === 'hold');
  // @ts-expect-error: a call has no file
  card.on('call', ({ file }) => file);
  // @ts-expect-error: an id may not be known
  card.call.id.trim();
  // @ts-expect-error: it is told, not set
  card.call.state = 'ended';
  // @ts-expect-error: it is told, not set
  card.contact = {};
  // @ts-expect-error: there is no such option
  createCard(ld, { names: [] });
  // @ts-expect-error: it needs a connection
  createCard();
}

createCard(createLd());
