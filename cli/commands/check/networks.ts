/** Hosts of a company's or a machine's own network. */
import { isLoopback } from '../../shared/origins.js';

/** Local Network Access, "IP address space": what a page of the public internet may not ask for unasked. */
export function isLocalNetwork(host: string): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return (
    isLoopback(host) ||
    /^(10|127|192\.168|172\.(1[6-9]|2\d|3[01])|169\.254)(\.\d+)+$/.test(name) ||
    /^\[f[cde]/.test(name) ||
    /\.(local|internal|intranet|lan|corp|home|localdomain|home\.arpa)$/.test(name) ||
    /^[a-z][\w-]*$/.test(name)
  );
}
