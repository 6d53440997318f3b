/** A contender's card: sends and hears as many as `messages` asks, and tells how long it took. */
import type { ConnectHost } from '../contenders/index.js';

declare global {
  /** Sends so many commands; milliseconds, without waiting for the answers, but it returns when they have come. */
  var send: (amount: number) => Promise<number>;
  /** Expects so many events. */
  var expectEvents: (amount: number) => void;
  /** When the last one was heard, in the milliseconds of `performance`, counted from 1970. */
  var lastHeard: Promise<number>;
}

export async function measureCard(connectHost: ConnectHost): Promise<void> {
  let left = 0;
  let heardAll = (_: number) => {};
  const sendOne = await connectHost(() => {
    if (--left === 0) heardAll(performance.timeOrigin + performance.now());
  });
  self.send = async (amount) => {
    const answers: unknown[] = [];
    const start = performance.now();
    for (let id = 0; id < amount; id++) answers.push(sendOne(id));
    const milliseconds = performance.now() - start;
    await Promise.all(answers);
    return milliseconds;
  };
  self.expectEvents = (amount) => {
    left = amount;
    lastHeard = new Promise((resolve) => (heardAll = resolve));
  };
}
