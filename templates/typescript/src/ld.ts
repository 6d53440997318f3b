/** The connection to LeadDesk. Every page imports it: from then on its links and forms carry the connection on. */
import { createLd } from 'create-leaddesk-card/runtime';

export const ld = createLd({ keep: ['phone', 'call_logs_id', 'customers_id'] });
