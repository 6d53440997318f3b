import { connect, WindowMessenger } from 'penpal';
import { addFrame } from './frame.js';
import type { ConnectCard, ConnectHost } from './index.js';

export const connectHost: ConnectHost = async (heard) => {
  const messenger = new WindowMessenger({ remoteWindow: parent, allowedOrigins: [location.ancestorOrigins[0]] });
  const host = await connect({ messenger, methods: { callLineOn: heard } }).promise;
  return (id) => host.select_reason({ id });
};

export const connectCard: ConnectCard = async (url, received) => {
  const messenger = new WindowMessenger({
    remoteWindow: addFrame(url).contentWindow,
    allowedOrigins: [new URL(url).origin],
  });
  const card = await connect({ messenger, methods: { select_reason: received } }).promise;
  return (id) => card.callLineOn({ call_log_id: id });
};
