/** What the team sells and how its calls end. Edit this file first; names and descriptions are in `texts/`. */

/** Prices in euros. */
export const products = { year: 54, half: 29, digital: 39 };

/** Ids of the campaign's call ending reasons, as LeadDesk's admin lists them. */
export const reasons = [
  { id: 1, name: 'reason.sale', detail: 'reason.sale.detail', needsOrder: true },
  { id: 2, name: 'reason.again', detail: 'reason.again.detail' },
  { id: 3, name: 'reason.refused' },
  { id: 4, name: 'reason.wrong' },
];
