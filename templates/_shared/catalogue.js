/** What the team sells and how its calls end. Edit this file first. */

export const products = {
  year: { name: 'Full year', terms: '12 issues, first two free', price: 54 },
  half: { name: 'Half a year', terms: '6 issues', price: 29 },
  digital: { name: 'Digital', terms: 'all issues on screen, 12 months', price: 39 },
};

/** Ids of the campaign's call ending reasons, as LeadDesk's admin lists them. */
export const reasons = [
  { id: 1, name: 'Sale', detail: 'the order of this call is saved', needsOrder: true },
  { id: 2, name: 'Call again', detail: 'the customer asked for another time' },
  { id: 3, name: 'Not interested' },
  { id: 4, name: 'Wrong number' },
];

const euro = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' });

export const money = (amount) => euro.format(amount);
