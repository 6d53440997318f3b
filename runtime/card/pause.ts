/**
 * `data-ld-pause` on a form or fieldset: the recording pauses before a person types there. With the value `resume` it
 * continues when the focus is elsewhere in the card.
 */
import type { Ld } from '../index.js';
import type { Call } from './call.js';
import { isAsking } from './dialog.js';
import { attribute, listen, nearest, pathOf } from './dom.js';
import { update } from './tab.js';

/** @param isDue whether an earlier page has paused the recording, and was to resume it. */
export function watchPauses(ld: Ld, card: { call: Call }, isDue: boolean | undefined): void {
  /**
   * The call in which the recording was paused since the focus came to such a form. Another one is to be paused again.
   */
  let pausedCall: Call | boolean;

  function setDue(value: boolean): void {
    isDue = value;
    update((memory) => {
      memory.paused = value;
    });
  }

  function look(event: Event): void {
    const form = nearest(pathOf(event), 'pause');
    const resumes = attribute(form, 'pause') == 'resume';
    if (!form) {
      // The question of a `data-ld-confirm` takes the focus and gives it back.
      if (event.type != 'focusin' || isAsking) return;
      if (isDue) {
        ld.send('continue_call_recording');
        setDue(false);
      }
      pausedCall = false;
    } else if (pausedCall != card.call) {
      // Where LeadDesk is not known yet, the command waits for it: one is enough.
      pausedCall = (ld.send('pause_call_recording') || !ld.origin) && card.call;
      setDue(resumes);
    } else if (!resumes) setDue(false);
  }

  // A browser can fill a field, and a person can drop a text into it, while the focus is elsewhere.
  listen('input beforeinput focusin', look);
}
