/** Addresses as a page writes them. */
import { PUT_OUT } from '../../shared/html/templating.js';
import { isLoopback } from '../../shared/origins.js';
import type { Card } from './card.js';

/** The host of an absolute web address; nothing where there is none, or a template puts it out. */
export function hostOf(address: string): string | undefined {
  const [, host] = /^\s*(?:https?:)?[\\/]{2}([^/\\?#\s]+)/i.exec(address) ?? [];
  return host === undefined || host.includes(PUT_OUT) || /[{}<>$]/.test(host)
    ? undefined
    : host.replace(/^.*@/, '').toLowerCase();
}

/** Whether an address is that of somebody else's page, as far as it can be told. */
export function isForeign(address: string, { origin }: Card): boolean {
  const host = hostOf(address);
  return host !== undefined && (origin === undefined || host.replace(/:(80|443)$/, '') !== new URL(origin).host);
}

/** An address that a browser would load without encryption and not from this machine. */
export function isInsecure(address: string): boolean {
  const host = hostOf(address);
  return /^\s*http:/i.test(address) && host !== undefined && !isLoopback(host);
}

/**
 * The address in the content of a meta refresh, or of a `Refresh` header (HTML, "shared declarative refresh steps").
 */
export function refreshTarget(content: string): string | undefined {
  const rest = /^\s*(?:\d+|(?=\.))[\d.]*(?:\s*[;,]\s*|\s+)([^]+)$/.exec(content)?.[1];
  const address = rest?.replace(/^url\s*=\s*/i, '').trim();
  if (!address) return undefined;
  const quote = /^["']/.exec(address)?.[0];
  return (quote ? address.slice(1).split(quote)[0]! : address).trim() || undefined;
}
