/** Whom this card is about: what LeadDesk filled into its address. */

const names = ['phone', 'call_logs_id', 'customers_id'];

/**
 * Reads the contact from a query. A value still in braces, such as `{phone}`, is one that LeadDesk did not fill: it
 * counts as absent.
 */
export function readContact(search) {
  const query = new URLSearchParams(search);
  return Object.fromEntries(
    names.map((name) => {
      const value = (query.get(name) ?? '').trim();
      return [name, /^\{.*\}$/.test(value) ? '' : value];
    }),
  );
}

/** One name for a contact's call, `''` when LeadDesk told nothing. What a page remembers is under that name. */
export function keyOf(contact) {
  return names
    .map((name) => contact[name])
    .join(' ')
    .trim();
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
