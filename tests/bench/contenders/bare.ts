/** LeadDesk's own format, by hand, with the checks of source and origin that it needs. */
import { addFrame } from './frame.js';
import type { ConnectCard, ConnectHost } from './index.js';

export const connectHost: ConnectHost = async (heard) => {
  const origin = location.ancestorOrigins[0]!;
  addEventListener('message', (event) => {
    if (event.source !== parent || event.origin !== origin) return;
    const { type, data } = JSON.parse(event.data);
    if (type === 'callLineOn') heard(data);
  });
  return (id) => parent.postMessage(JSON.stringify({ action: 'select_reason', params: { id } }), origin);
};

export const connectCard: ConnectCard = async (url, received) => {
  const { origin } = new URL(url);
  const card = addFrame(url).contentWindow!;
  addEventListener('message', (event) => {
    if (event.source !== card || event.origin !== origin) return;
    const { action, params } = JSON.parse(event.data);
    if (action === 'select_reason') received(params);
  });
  return (id) => card.postMessage(JSON.stringify({ type: 'callLineOn', data: { call_log_id: id } }), origin);
};
