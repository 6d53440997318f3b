/**
 * The pages of the card. Each has a `path`, the `section` of the navigation that it belongs to, and a `view` of what is
 * known. One with a form also has a `submit`, which returns where to go on (`to`), or what is wrong (`fault`).
 */
import * as contact from './contact.js';
import * as history from './history.js';
import * as order from './order.js';
import * as reasons from './reasons.js';

export const pages = [contact, order, reasons, history];
