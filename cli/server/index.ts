/**
 * `create-leaddesk-card/server`: what a server that makes a card's pages needs. `php/leaddesk.php` is the same in PHP.
 *
 *   carry    redirects, which keep LeadDesk's parameters      contact   whom a request is about
 *   frames   headers that let LeadDesk frame the card         element   the runtime, inline in a page
 *
 * It reads no file and knows no framework.
 */
export { type CarryOptions, carry } from './carry.js';
export { contactOf } from './contact.js';
export { type ElementOptions, runtimeElement } from './element.js';
export { type FrameOptions, frameHeaders, type HeaderList } from './frames.js';
