/** The runtime as a page has it inline: the same text in every page, so no request, and no version that differs. */
import { escapeHtml } from '../shared/html/escape.js';
import { namesIn } from './query.js';

export interface ElementOptions {
  /** The page's nonce, where its Content Security Policy has one. */
  nonce?: string | null | undefined;
  /** `data-ld-keep`: parameters of the page's address that links and forms carry. When absent: none. */
  keep?: string | readonly string[] | null | undefined;
  /** `data-ld-allow`: origins that may be the host. When absent: LeadDesk's, and this machine's. */
  allow?: string | readonly string[] | null | undefined;
  /** `data-ld-param`. When absent: `ld_referrer`. */
  param?: string | null | undefined;
  /** Whether the companion comes along; with names of its contact, or the word for "cancel", where they differ. */
  card?: boolean | { contact?: string | readonly string[] | undefined; cancel?: string | undefined } | null | undefined;
}

/** The scripts as they were built. They stand in the module, so that it runs where there is no file system. */
declare const RUNTIME: string;
declare const COMPANION: string;

/**
 * The script element of the runtime, and that of the companion. They go into the head, before scripts that use them.
 */
export function runtimeElement({ nonce, keep, allow, param, card }: ElementOptions = {}): string {
  const runtime = { nonce, 'data-ld-allow': list(allow), 'data-ld-keep': list(keep), 'data-ld-param': param };
  if (!card) return element(RUNTIME, runtime);
  const { contact, cancel } = card === true ? {} : card;
  return `${element(RUNTIME, runtime)}\n${element(COMPANION, { nonce, 'data-ld-contact': list(contact), 'data-ld-cancel': cancel })}`;
}

function element(script: string, attributes: Record<string, string | null | undefined>): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value)
    .map(([name, value]) => ` ${name}="${escapeHtml(value!)}"`);
  return `<script${written.join('')}>${script}</script>`;
}

function list(value: string | readonly string[] | null | undefined): string {
  return namesIn(value).join(' ');
}
