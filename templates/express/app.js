/** The card: what every request goes through, and its pages. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { carry, contactOf, frameHeaders } from 'create-leaddesk-card/server';
import express from 'express';
import { html } from './html.js';
import { CONTACT, KEEP, layout } from './layout.js';
import { pages } from './pages/index.js';
import { list } from './records.js';
import { textsFor } from './texts.js';

export function createApp() {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.static(path.join(import.meta.dirname, 'public')));
  app.use(prepare, express.urlencoded({ extended: false }));

  for (const page of pages) {
    app.get(page.path, async (request, response) => {
      send(response, page, await page.view({ ...response.locals, query: request.query }));
    });
    if (page.submit) {
      // POST, redirect, GET: reloading the page that follows sends nothing twice.
      app.post(page.path, async (request, response) => {
        const fields = request.body ?? {};
        const { to, fault } = await page.submit({ ...response.locals, fields });
        if (to) return response.redirect(303, carry(to, request.originalUrl, { keep: KEEP }));
        Object.assign(response.locals, { notice: { kind: 'bad', text: fault } });
        response.status(422);
        send(response, page, await page.view({ ...response.locals, query: {}, fields }));
      });
    }
  }

  app.use((request, response) => fail(response, 404, 'missing.text'));
  app.use((error, request, response, next) => {
    if (response.headersSent) return next(error);
    console.error(error);
    fail(response, error.status ?? 500, 'failed.text');
  });
  return app;
}

/** Whom the request is about, in which language; who may frame the card, and which scripts run in it. */
async function prepare(request, response, next) {
  const nonce = randomBytes(16).toString('base64');
  const contact = contactOf(request.originalUrl, { keep: CONTACT });
  response.locals = { nonce, contact, notice: {}, ...textsFor(request.query.lang) };
  const headers = {
    'Content-Security-Policy': `default-src 'self'; script-src 'self' 'nonce-${nonce}'; img-src 'self' data:; base-uri 'none'`,
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  };
  response.set(frameHeaders(headers, { simulator: process.env.NODE_ENV !== 'production' }));
  // The customer's name: LeadDesk's, or that of an earlier order.
  response.locals.customer = contact.name ?? (await list(contact)).find(({ order }) => order)?.order.name;
  next();
}

function send(response, page, main) {
  response.send(String(layout(page, main, response.locals)));
}

function fail(response, status, name) {
  const { text } = response.locals;
  response.status(status);
  send(response, {}, html`<h1>${text('failed')}</h1><p class="panel">${text(name)}</p>`);
}
