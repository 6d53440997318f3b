import { expose, windowEndpoint, wrap } from 'comlink';
import { addFrame } from './frame.js';
import type { ConnectCard, ConnectHost } from './index.js';

export const connectHost: ConnectHost = async (heard) => {
  const origin = location.ancestorOrigins[0]!;
  const host = talk(parent, origin, { callLineOn: heard });
  return (id) => host.select_reason({ id });
};

export const connectCard: ConnectCard = async (url, received) => {
  const card = talk(addFrame(url).contentWindow!, new URL(url).origin, { select_reason: received });
  return (id) => card.callLineOn({ call_log_id: id });
};

/** Exposes functions to another window, and returns those that it exposes. */
function talk(other: Window, origin: string, functions: object): any {
  const endpoint = windowEndpoint(other, self, origin);
  expose(functions, endpoint, [origin]);
  // Not to be returned from an async function: the proxy answers to `then`.
  return wrap(endpoint);
}
