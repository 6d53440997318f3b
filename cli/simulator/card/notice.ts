/** Pages of the dev server's own, where the card has none: what happened, and what to do. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { escapeHtml } from '../../shared/html/escape.js';
import { send } from '../http.js';
import { asksForDocument } from './documents.js';
import { injectObserver } from './inject.js';

/**
 * Sends a page with the observer in it, so that it gives way once the card is mended.
 *
 * @param observer its address.
 */
export function sendNotice(
  observer: string,
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  title: string,
  text: string,
): void {
  const page =
    Buffer.from(`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:40em;margin:15vh auto;padding:0 1.5em;overflow-wrap:anywhere}h1{font-size:1.3em}p{opacity:.8}</style></head>
<body><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p></body></html>`);
  const body = asksForDocument(request.headers) ? injectObserver(page, { address: observer }) : page;
  send(response, status, 'text/html; charset=utf-8', body);
}
