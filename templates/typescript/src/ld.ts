/**
 * The connection to LeadDesk and the companion. Every page imports them: from then on its links and forms carry them
 * on.
 */
import { createCard } from 'create-leaddesk-card/card';
import { createLd } from 'create-leaddesk-card/runtime';
import { text } from './texts';

const CONTACT = ['phone', 'call_logs_id', 'customers_id', 'name'] as const;

export const ld = createLd({ keep: [...CONTACT, 'lang'] });

export const card = createCard(ld, { contact: CONTACT, cancel: text('cancel') });
