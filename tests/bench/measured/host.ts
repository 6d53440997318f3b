/** A contender's host: counts the commands, and sends as many events as `messages` asks. */
import type { ConnectCard } from '../contenders/index.js';

declare global {
  /** The address of the card to frame. */
  var cardUrl: string;
  /** How many commands have come. */
  var received: number;
  /**
   * Sends so many events; returns when the last one was sent, in the milliseconds of `performance`, counted from 1970.
   */
  var sendEvents: (amount: number) => number;
}

export async function measureHost(connectCard: ConnectCard): Promise<void> {
  self.received = 0;
  const sendOne = await connectCard(cardUrl, () => received++);
  self.sendEvents = (amount) => {
    for (let id = 0; id < amount; id++) sendOne(id);
    return performance.timeOrigin + performance.now();
  };
}
