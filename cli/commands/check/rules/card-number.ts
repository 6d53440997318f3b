import type { Check } from '../finding.js';

/** HTML, "autofill field": the number of a payment card, and its code. */
const AUTOFILL = /(^|\s)cc-(number|csc)(\s|$)/i;
const NAME = /^(cvc|cvv2?|cc[-_]?(number|num|cvc|csc|cvv))$/i;

export const cardNumber: Check = {
  id: 'card-number',
  severity: 'warning',
  title: 'a field for a payment card’s number that does not pause the recording',
  *page(page, card) {
    // A script that pauses it by itself may do so here.
    if (card.scripts.some(({ text }) => text.includes('pause_call_recording'))) return;
    for (const element of page.all('input')) {
      const isCard =
        AUTOFILL.test(element.getAttribute('autocomplete') ?? '') || NAME.test(element.getAttribute('name') ?? '');
      if (!isCard || /^hidden$/i.test(element.getAttribute('type') ?? '') || element.closest('[data-ld-pause]'))
        continue;
      yield {
        at: page.at(element),
        effect:
          'The customer tells the agent the number of a payment card while the call is being recorded, so the recording keeps it.',
        fix: 'Put data-ld-pause on the form or fieldset around it (with the companion, ld.card.js), or send pause_call_recording.',
      };
    }
  },
};
