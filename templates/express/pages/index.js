/**
 * The pages of the card. Each has a `path`, a `title`, the `section` of the navigation that it belongs to, and a
 * `view(call)`. One with forms also has a `submit(call, fields)`, which returns the page to go on to.
 */
import * as confirmation from './confirmation.js';
import * as contact from './contact.js';
import * as delivery from './delivery.js';
import * as history from './history.js';
import * as order from './order.js';
import * as reasons from './reasons.js';

export const pages = [contact, order, delivery, confirmation, reasons, history];
