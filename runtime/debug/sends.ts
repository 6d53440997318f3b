/** Commands on their way out: what is to be said of each, and what becomes of it. */
import { origin } from '../host.js';
import { host, page } from '../page.js';
import { commandFindings } from './commands.js';
import { explain } from './explain.js';
import { judge, type Message, record } from './log.js';

var waiting: { message: Message; flaw: string }[] = [];

/**
 * Explains what is wrong with a command that is about to be sent.
 *
 * @returns what records it, to be called once the core has been given it.
 * @throws TypeError for params that JSON cannot express, as the core does.
 */
export function inspect(action: string, params: unknown, declared?: boolean): () => void {
  var text = JSON.stringify({ action: action, params: params || undefined });
  // As it arrives: JSON leaves out what is undefined and makes NaN null.
  var findings = commandFindings(String(action), JSON.parse(text).params, declared);
  findings.forEach(explain);
  var flaw = findings[0] ? ', but ' + findings[0].text.split(':')[0] : '';
  return function () {
    var message = record('out', text);
    if (host === page) judge(message, 'bad', 'not sent: the page is not in a frame');
    else if (origin) posted(message, flaw);
    else {
      waiting.push({ message: message, flaw: flaw });
      judge(message, 'open', 'waits for a host');
    }
  };
}

/** The core has dropped a command that waited in vain. */
export function noteDropped(text: string): void {
  // The oldest of its kind: the others may have more time.
  for (var i = 0; i < waiting.length; i++) {
    if (waiting[i]!.message.text === text) {
      judge(waiting.splice(i, 1)[0]!.message, 'bad', 'dropped: no host in time');
      return;
    }
  }
}

/** The host is known now: what still waits has been posted. */
export function notePosted(): void {
  waiting.forEach(function (command) {
    posted(command.message, command.flaw);
  });
  waiting = [];
}

function posted(message: Message, flaw: string): void {
  judge(message, flaw ? 'bad' : 'good', 'posted to ' + origin + flaw);
}
