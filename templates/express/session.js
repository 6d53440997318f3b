/** What the server keeps of each agent: the order being taken in each call, and a notice for the next page. */
import { randomBytes } from 'node:crypto';
import { readContact } from './leaddesk.js';

const COOKIE = 'card_session';
const HOURS = 12;
const CALLS = 20;
/** For how long a notice waits for the page that shows it, in ms: a command sent late could end the wrong call. */
const NOTICE = 30_000;

/** In memory: enough for one process. Several of them need a store that they share. */
const sessions = new Map();

/** Puts the session's call with the contact of the address into `response.locals.call`. */
export function openCall(request, response, next) {
  const known = cookieOf(request);
  if (request.method === 'POST' && !known) {
    const message =
      'Your browser did not send this card’s cookie, so nothing can be saved. Allow cookies for the card.';
    return next(Object.assign(new Error(message), { status: 400, expose: true }));
  }
  const id = sessions.has(known) ? known : randomBytes(18).toString('base64url');
  // In LeadDesk the card is a page of another site: without these three its browser would not send the cookie.
  response.cookie(COOKIE, id, { httpOnly: true, sameSite: 'none', secure: true, partitioned: true });

  const now = Date.now();
  for (const [other, { seen }] of sessions) if (now - seen > HOURS * 3_600_000) sessions.delete(other);
  const session = sessions.get(id) ?? { calls: new Map() };
  session.seen = now;
  sessions.set(id, session);

  const contact = readContact(request.originalUrl);
  const key = Object.values(contact).join(' ').trim();
  // A call of which LeadDesk told nothing looks like the one before it. It begins anew where a card begins.
  if (!key && request.method === 'GET' && request.path === '/') session.calls.delete(key);
  response.locals.call = callOf(session, key, contact);
  next();
}

/** One call of a session. The longest unused makes room for a new one. */
function callOf({ calls }, key, contact) {
  const call = calls.get(key) ?? { key, contact, order: {}, notice: null };
  calls.delete(key);
  calls.set(key, call);
  if (calls.size > CALLS) calls.delete(calls.keys().next().value);
  return call;
}

/**
 * Leaves the call's next page a notice.
 *
 * @param kind `'good'` or `'bad'`.
 * @param reason id of a call ending reason that the page then tells LeadDesk. Only after the save.
 */
export function notify(call, kind, text, reason) {
  call.notice = { kind, text, reason, at: Date.now() };
}

/** The notice that was left. It is given once: a page that is loaded again must not send its command again. */
export function takeNotice(call) {
  const notice = call?.notice;
  if (notice) call.notice = null;
  return notice && Date.now() - notice.at < NOTICE ? notice : {};
}

function cookieOf(request) {
  return new RegExp(`(?:^|; )${COOKIE}=([\\w-]+)`).exec(request.headers.cookie ?? '')?.[1];
}
