/**
 * The runtime of a card: the card's pages talk to LeadDesk, and none of them loses it.
 *
 *   protocol     LeadDesk's actions and events
 *   host         who the host is: origins, the allow-list, the choice     evidence   what a page knows of it
 *   messages     commands to the host, events from it
 *   carry        which addresses carry the parameter                      query      parameters of an address
 *   links  forms  navigations  declarative                                what is carried and sent by itself
 *   last         acting after the page's own listeners                    rewrite    changing and putting back
 */
import { createCarrier, type Carried } from './carry.js';
import { sendDeclared } from './declarative.js';
import { gatherEvidence, remember } from './evidence.js';
import { carryFields, carryForm } from './forms.js';
import { chooseHost, isAllowed, originOf } from './host.js';
import { last } from './last.js';
import { carryLink } from './links.js';
import { createInbox, createOutbox } from './messages.js';
import { carryNavigation, watchInterception } from './navigations.js';
import { settle } from './rewrite.js';
