/** What makes server-rendered pages a card: the runtime, who may frame them, and redirects that keep LeadDesk. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Parameters of LeadDesk's in the card's address. Links and forms carry them from page to page. */
export const CONTACT = ['phone', 'call_logs_id', 'customers_id'];

/** The parameter with which the runtime carries LeadDesk's origin. */
const REFERRER = 'ld_referrer';

/** The runtime, to be put inline into the head of each page. */
export const runtime = readFileSync(fileURLToPath(import.meta.resolve('create-leaddesk-card/ld.js')), 'utf8');

const LEADDESK = 'https://*.leaddesk.com https://*.leaddesk.eu https://*.leaddesk.ch';
const SIMULATOR = 'http://localhost:* http://127.0.0.1:*';

/** Says who may frame the card and which scripts run in it. */
export function protect(request, response, next) {
  const nonce = randomBytes(16).toString('base64');
  const ancestors = process.env.NODE_ENV === 'production' ? LEADDESK : `${LEADDESK} ${SIMULATOR}`;
  response.locals.nonce = nonce;
  response.set({
    'Content-Security-Policy': [
      "default-src 'self'",
      `script-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data:",
      "base-uri 'none'",
      "form-action 'self'",
      `frame-ancestors ${ancestors}`,
    ].join('; '),
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
  });
  next();
}

/** The session's cookie comes along in a foreign frame, so it must not be a foreign page that submits our forms. */
export function ownPagesOnly(request, response, next) {
  const site = request.get('sec-fetch-site');
  if (request.method === 'POST' && site && site !== 'same-origin') return response.sendStatus(403);
  next();
}

/** Has `response.redirect` keep the parameters: a browser that follows a redirect runs no script on the way. */
export function carryOnRedirect(request, response, next) {
  const redirect = response.redirect.bind(response);
  response.redirect = (...args) => {
    const address = args.pop();
    redirect(...args, withParameters(address, request.originalUrl));
  };
  next();
}

/**
 * Gives an address of the card the parameters that the current one has; what the address says itself stays.
 *
 * @param current the address of the request.
 */
export function withParameters(address, current) {
  if (/^([a-z][a-z\d+.-]*:|\/\/)/i.test(address)) return address;
  const [target, fragment] = address.split(/(?=#)/);
  const own = new URLSearchParams(target.split('?')[1]);
  const query = new URLSearchParams(current.split('?')[1]);
  const carried = new URLSearchParams();
  for (const name of [...CONTACT, REFERRER]) {
    if (query.has(name) && !own.has(name)) carried.set(name, query.get(name));
  }
  const joint = !carried.size ? '' : target.includes('?') ? '&' : '?';
  return `${target}${joint}${carried}${fragment ?? ''}`;
}

/**
 * Reads the contact from an address. A value still in braces, such as `{phone}`, is one that LeadDesk did not fill: it
 * counts as absent.
 */
export function readContact(address) {
  const query = new URLSearchParams(address.split('?')[1]);
  return Object.fromEntries(
    CONTACT.map((name) => {
      const value = (query.get(name) ?? '').trim();
      return [name, /^\{.*\}$/.test(value) ? '' : value];
    }),
  );
}

/**
 * The params of the `call` command, `null` when there is nobody to call. LeadDesk takes exactly one of the three keys,
 * and a plain number only while the call dialog is open, so the ids go first.
 */
export function callParams({ phone, call_logs_id, customers_id }) {
  if (call_logs_id) return { call_id: id(call_logs_id), auto_call: true };
  if (customers_id) return { customer_id: id(customers_id), auto_call: true };
  if (phone) return { phone_number: phone, auto_call: true };
  return null;
}

/** An id from an address, as the number that LeadDesk's own examples send. */
function id(text) {
  return Number.isSafeInteger(Number(text)) ? Number(text) : text;
}
