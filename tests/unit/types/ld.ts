/**
 * What must compile with the public types, and what must not: `tsc` checks this file, and complains where an expected
 * error is missing.
 */
import { createLd, type Ld } from '../../../runtime/index.js';

export function compiles(ld: Ld): void {
  ld.send('hangup');
  ld.send('hangup', undefined);
  ld.send('select_reason', { id: 5 });
  ld.send('select_reason', { id: '5' });
  ld.send('close', { target: 'call_dialog' });
  ld.send('call', { phone_number: '+358' });
  ld.send('call', { call_id: 1, auto_call: true });
  ld.send('delete_call_log', { call_log_id: '1' });
  // What LeadDesk has not documented, it may know all the same.
  ld.send('list_of_icons');
  ld.send('list_of_icons', { any: ['thing'] });
  ld.send('' as string, 5);

  const off: () => void = ld.on('callLineOn', ({ call_log_id }) => {
    const id: number | string = call_log_id;
    return id;
  });
  off();
  ld.on('recStarted', ({ file }) => file.toUpperCase());
  ld.on('something_new', (data) => data.whatever);
  ld.on('*', (event) => {
    const type: string = event.type;
    return [type, event.data];
  });
  const address: string = ld.url('next');
  const origin: string = ld.origin;
  ld.url(new URL(address + origin));
}

export function doesNotCompile(ld: Ld): void {
  // @ts-expect-error: select_reason needs params
  ld.send('select_reason');
  // @ts-expect-error: an id is a number or a string
  ld.send('select_reason', { id: true });
  // @ts-expect-error: there is no such key
  ld.send('select_reason', { id: 5, reason: 6 });
  // @ts-expect-error: hangup takes none
  ld.send('hangup', { id: 5 });
  // @ts-expect-error: there is no such target
  ld.send('close', { target: 'window' });
  // @ts-expect-error: exactly one of the three
  ld.send('call', { phone_number: '+358', call_id: 1 });
  // @ts-expect-error: one of the three
  ld.send('call', { auto_call: true });
  // @ts-expect-error: a boolean
  ld.send('call', { call_id: 1, auto_call: 'yes' });
  // @ts-expect-error: an action is a string
  ld.send(5);
  // @ts-expect-error: there is no third argument
  ld.send('hangup', undefined, 5);
  // @ts-expect-error: calls have no file
  ld.on('callLineOn', ({ file }) => file);
  // @ts-expect-error: recordings have no call
  ld.on('recStopped', ({ call_log_id }) => call_log_id);
  // @ts-expect-error: an id may be a number
  ld.on('callLineOn', ({ call_log_id }) => call_log_id.toUpperCase());
  // @ts-expect-error: a handler is needed
  ld.on('callLineOn');
  // @ts-expect-error: a type is a string
  ld.on(5, () => {});
  // @ts-expect-error: the host is found, not set
  ld.origin = 'https://login.leaddesk.com';
  // @ts-expect-error: an address is a string or a URL
  ld.url(5);
  // @ts-expect-error: a page has one connection
  createLd({}, window);
  // @ts-expect-error: there is no such option
  createLd({ allowed: '*' });
  // @ts-expect-error: a list has strings
  createLd({ keep: [5] });
}

createLd();
createLd({ allow: 'https://crm.example', keep: ['call_logs_id'] as const, param: null });
createLd(null);
