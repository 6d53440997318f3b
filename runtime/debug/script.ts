/**
 * The debug build: a drop-in for the script build that explains itself, a line in the console for each thing. It is the
 * same core, compiled to report facts (`../facts.ts`), and this words them.
 *
 *   connect   who words which fact                   explain   a line, once
 *   arrival   a page: its address, its way here      source    where the host is known from
 *   sends     commands, and what became of them      commands  what is to be said of a command
 *   declared  clicks and submits that should send    events    events, and who handles them
 *   runtimes  two in a page                          names     names that were meant
 *   log       the last messages and explanations     panel     shows them in the card, for `?ld_debug`
 *   save      the tab's log as a file                redact    aliases for what could tell who a contact is
 */
import { ofDocument } from '../dom.js';
import { connectAndExplain } from './connect.js';

const script = ofDocument('currentScript') as HTMLElement | null;
window.ld = connectAndExplain(script ? { ...script.dataset } : {}, script?.nonce);
