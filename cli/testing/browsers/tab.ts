/** What every engine's driver offers: a browser, its tabs, and the elements of a card in them. */
import type { Target } from '../../simulator/scenario/format.js';

export type { Target };

/** A tab with separate storage and cookies, in which a host's page frames a card. */
export interface CardTab {
  /** Loads the host's page, and waits for its frame. */
  open(url: string): Promise<void>;
  click(target: Target): Promise<void>;
  /** Types a value into a field instead of what it has; of a list, chooses the option. */
  fill(target: Target, value: string): Promise<void>;
  /** Presses a key in an element, or where the focus is. */
  press(key: string, target?: Target): Promise<void>;
  /** Waits until the element can be seen. */
  see(target: Target): Promise<void>;
  /** Has the card's page go to an address, as a script of the page does. */
  go(address: string): Promise<void>;
  /** Posts a text to the host from the card's page: it arrives after all that the page has posted before. */
  post(text: string): Promise<void>;
  /** A picture of the host's page, as PNG. */
  screenshot(): Promise<Uint8Array>;
  /** Leaves the page and forgets the cookies. What else is stored belongs to the card's origin, and stays. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export interface CardBrowser {
  /** @param timeout how long each action may take, in ms. */
  newTab(timeout: number): Promise<CardTab>;
  close(): Promise<void>;
}
