/** What all pages have: the head with the runtime, whom the card is about, how the call stands, where to go. */
import { runtimeElement } from 'create-leaddesk-card/server';
import { html, raw } from './html.js';

/** What LeadDesk fills into the card's address. */
export const CONTACT = ['phone', 'call_logs_id', 'customers_id', 'name'];

/** Parameters of the card's address that go along from page to page. */
export const KEEP = [...CONTACT, 'lang'];

/** The pages that each page links to. A title is a text of `texts/`, or itself. */
const navigation = [
  { path: './', title: 'nav.contact', section: 'contact' },
  { path: 'order', title: 'nav.order', section: 'order' },
  { path: 'reasons', title: 'nav.reasons', section: 'reasons' },
  { path: 'history', title: 'nav.history', section: 'history' },
];

/**
 * @param page the section of the navigation that it belongs to, and its title if that is another.
 * @param main its content.
 * @param locals the request's nonce, texts and notice, and what is known of the customer.
 */
export function layout({ section, title }, main, { nonce, text, texts, language, notice, customer }) {
  const runtime = runtimeElement({ nonce, keep: KEEP, card: { contact: CONTACT, cancel: text('cancel') } });
  const command = (action, name, kind) =>
    html`<button type="button" class="${kind}" data-ld-send="${action}" data-ld-once hidden>${text(name)}</button>`;
  return html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${text(title ?? navigation.find((link) => link.section === section)?.title ?? 'failed')}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="card.css">
    ${raw(runtime)}
    <script nonce="${nonce}">window.cardTexts = ${raw(JSON.stringify(texts).replaceAll('<', '\\u003c'))}</script>
    <script src="card.js" defer></script>
  </head>
  <body>
    <header>
      <p class="logo"><img src="logo.svg" alt=""><span>${text('company')}</span></p>
      <div class="bar">
        <p class="who"><strong data-contact="name">${customer}</strong><span data-contact="phone"></span></p>
        <p class="call"><span class="state" role="status" data-call-state="unknown">${text('call.unknown')}</span><span class="time" data-call-time></span></p>
        <p class="actions">${command('call', 'call.start', 'primary')} ${command('hangup', 'call.hangup', 'danger')}</p>
      </div>
      <nav aria-label="${text('nav')}">
        ${navigation.map(
          (
            link,
          ) => html`<a href="${link.path}"${link.section === section && raw(' aria-current="page"')}>${text(link.title)}</a>
        `,
        )}
      </nav>
    </header>
    <main>
      ${main}
    </main>
    <p class="notice" role="status" data-notice="${notice.kind}"${notice.reason && html` data-select-reason="${notice.reason.id}" data-reason="${text(notice.reason.name)}"`}>${notice.text}</p>
  </body>
</html>
`;
}
