/** Origins and hosts: LeadDesk's, and this machine's. */

/** A host of LeadDesk, for what needs one that is real. */
export const LEADDESK = 'https://login.leaddesk.com';

/** The sources of `frame-ancestors` that let LeadDesk frame a page. */
export const LEADDESK_ANCESTORS = 'https://*.leaddesk.com https://*.leaddesk.eu https://*.leaddesk.ch';

/** Whether a host, with or without a port, is this machine (Secure Contexts, "is origin potentially trustworthy?"). */
export function isLoopback(host: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i.test(host);
}
