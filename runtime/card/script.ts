/** The script build: makes `ld.card`, with the settings of its element. It stands after `ld.js`. */
import { createCard } from './index.js';

const { ldContact, ldOk, ldCancel } = ((document.currentScript || {}) as HTMLElement).dataset || {};
const { ld } = window;
if (ld) createCard(ld, { contact: ldContact, ok: ldOk, cancel: ldCancel });
else console.error('ld.card.js: there is no ld. Load ld.js before it.');
