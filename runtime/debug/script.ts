/**
 * The debug build: a drop-in for the script build that explains itself, a line in the console for each thing.
 *
 *   connect      the core, and what is explained around it     explain      a line, once
 *   arrival      a page: its address, its way here             core-errors  hosts refused, commands dropped
 *   commands     what is to be said of a command               sends        commands, and what became of them
 *   declared     clicks that should send                       events       events, and who handles them
 *   runtimes     two in a page                                 source       whence the host is known
 *   log          the last messages and explanations            panel        shows them in the card, for `?ld_debug`
 */
import { connectAndExplain } from './connect.js';

var script = (document.currentScript || 0) as HTMLElement;

window.ld = connectAndExplain((script.dataset || 0) as DOMStringMap, script.nonce);
