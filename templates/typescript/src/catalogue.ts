/** What the team sells and how its calls end. Edit this file first; names and descriptions are in `texts/`. */
import type { TextName } from './texts';

/** Prices in euros. */
export const products: Record<string, number> = { year: 54, half: 29, digital: 39 };

export interface Reason {
  /** Of the campaign's call ending reason, as LeadDesk's admin lists them. */
  id: number;
  name: TextName;
  detail?: TextName;
  /** Whether it may be chosen only once an order is saved. */
  needsOrder?: boolean;
}

export const reasons: Reason[] = [
  { id: 1, name: 'reason.sale', detail: 'reason.sale.detail', needsOrder: true },
  { id: 2, name: 'reason.again', detail: 'reason.again.detail' },
  { id: 3, name: 'reason.refused' },
  { id: 4, name: 'reason.wrong' },
];
