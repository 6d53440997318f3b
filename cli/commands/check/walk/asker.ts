/** How a walk asks: with the cookies of each server, and with the password of the card's address where that belongs. */
import { Jar } from './cookies.js';
import type { Exchange } from './exchange.js';
import { ANSWER_TIMEOUT_MS, ask, type Question } from './request.js';

export type WalkQuestion = Omit<Question, 'cookies' | 'authorization' | 'timeout'>;

export type Asker = (question: WalkQuestion) => Promise<Exchange>;

/**
 * @param given the card's address, maybe with a password, which no other origin gets.
 * @param end when no answer is waited for any more (performance.now()).
 */
export function createAsker(given: URL, isInsecure: boolean, end: number, timeout = ANSWER_TIMEOUT_MS): Asker {
  const jar = new Jar();
  const user = [given.username, given.password].map(plainText).join(':');
  const authorization = given.username || given.password ? `Basic ${Buffer.from(user).toString('base64')}` : undefined;
  return async (question) => {
    const exchange = await ask({
      ...question,
      cookies: jar.headerFor(question.address),
      authorization: question.address.origin === given.origin ? authorization : undefined,
      isInsecure,
      timeout: Math.ceil(Math.max(1, Math.min(timeout, end - performance.now()))),
    });
    jar.take(exchange.cookies, question.address);
    return exchange;
  };
}

function plainText(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
