/** The card: what every request goes through, and its pages. */
import path from 'node:path';
import express from 'express';
import { html } from './html.js';
import { layout } from './layout.js';
import { carryOnRedirect, ownPagesOnly, protect } from './leaddesk.js';
import { pages } from './pages/index.js';
import { openCall } from './session.js';

export function createApp() {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.static(path.join(import.meta.dirname, 'public')));
  app.use(protect, ownPagesOnly, carryOnRedirect, express.urlencoded({ extended: false }), openCall);

  for (const page of pages) {
    app.get(page.path, async (request, response) => {
      send(response, page, await page.view(response.locals.call));
    });
    if (page.submit) {
      // POST, redirect, GET: reloading the page that follows sends nothing twice.
      app.post(page.path, async (request, response) => {
        response.redirect(303, await page.submit(response.locals.call, request.body ?? {}));
      });
    }
  }

  app.use((request, response) => {
    fail(response, 404, 'This page does not exist', 'Choose one of the pages above.');
  });
  app.use((error, request, response, next) => {
    if (response.headersSent) return next(error);
    const status = error.status ?? 500;
    if (status === 500) console.error(error);
    fail(
      response,
      status,
      'This did not work',
      error.expose ? error.message : 'Nothing was sent to LeadDesk. Try it again.',
    );
  });
  return app;
}

function send(response, page, main) {
  response.set('Cache-Control', 'no-store').send(String(layout(page, main, response.locals)));
}

function fail(response, status, title, text) {
  response.status(status);
  send(response, { title }, html`<h1>${title}</h1><p class="panel">${text}</p>`);
}
