/** How a walk asks: with the cookies of each server, and with the password of the card's address where that belongs. */
import { Jar } from './cookies.js';
import type { Exchange } from './exchange.js';
import { ask, type Question } from './request.js';

export type WalkQuestion = Omit<Question, 'cookies' | 'authorization'>;

export type Asker = (question: WalkQuestion) => Promise<Exchange>;

/** @param given the card's address, maybe with a password, which no other origin gets. */
export function createAsker(given: URL, isInsecure: boolean, timeout: number | undefined): Asker {
  const jar = new Jar();
  const user = [given.username, given.password].map(plainText).join(':');
  const authorization = given.username || given.password ? `Basic ${Buffer.from(user).toString('base64')}` : undefined;
  return async (question) => {
    const exchange = await ask({
      ...question,
      cookies: jar.headerFor(question.address),
      authorization: question.address.origin === given.origin ? authorization : undefined,
      isInsecure,
      ...(timeout !== undefined && { timeout }),
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
