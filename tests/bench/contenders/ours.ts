/** The script build, which has connected the page before this runs; the host speaks LeadDesk's format. */
import type { ConnectHost } from './index.js';

export { connectCard } from './bare.js';

export const connectHost: ConnectHost = async (heard) => {
  ld.on('callLineOn', heard);
  return (id) => ld.send('select_reason', { id });
};
