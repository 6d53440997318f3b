/**
 * The core's two errors in words for people: the debug build has the core call this instead of `console.error`.
 *
 * The core has few bytes for words, and one line says it all: the explanation comes in place of the error.
 */
import { explain } from './explain.js';
import { noteDropped } from './sends.js';
import { proposer } from './source.js';

export { explainError as 'console.error' };

/** Whether a host has been refused. */
export var refused = false;

var allowed = '';

/** @param patterns the allow-list as the page sets it, `''` for the default. */
export function setAllowedHere(patterns: string): void {
  allowed = patterns;
}

/** Explains an error of the core's: it names a refused origin, or ends with the command that it drops. */
function explainError(error: string): void {
  var origin = /no data-ld-allow (.*)/.exec(error);
  var command = /\{"action"[^]*/.exec(error);
  if (origin) {
    refused = true;
    explain({ level: 'error', text: refusal(origin[1]!) });
  } else if (command) {
    noteDropped(command[0]);
    explain({ level: 'error', text: loss(command[0]) });
  } else explain({ level: 'error', text: error });
}

function loss(command: string): string {
  return (
    'dropped ' +
    command +
    ': no host was known in time, and late it could have met another call. Open the card from' +
    ' LeadDesk' +
    (refused ? ', and allow its origin (see the refused one).' : ', and see why there is no host.')
  );
}

function refusal(origin: string): string {
  return (
    'refused ' +
    origin +
    ', which ' +
    proposer(origin) +
    ' gives as the host: nothing is sent to it. If it is your LeadDesk,' +
    ' allow it on the runtime\'s script: data-ld-allow="' +
    (allowed && allowed + ' ') +
    origin +
    '".'
  );
}
