import Postmate from 'postmate';
import type { ConnectCard, ConnectHost } from './index.js';

export const connectHost: ConnectHost = async (heard) => {
  const host = await new Postmate.Model({ callLineOn: heard });
  return (id) => host.emit('select_reason', { id });
};

export const connectCard: ConnectCard = async (url, received) => {
  const card = await new Postmate({ container: document.body, url });
  card.on('select_reason', received);
  return (id) => card.call('callLineOn', { call_log_id: id });
};
