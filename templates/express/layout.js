/** What all pages have: the head with the runtime, whom the card is about, how the call stands, where to go. */
import { html, raw } from './html.js';
import { CONTACT, callParams, runtime } from './leaddesk.js';
import { takeNotice } from './session.js';

/** The pages that each page links to. */
const navigation = [
  { path: './', title: 'Contact', section: 'contact' },
  { path: 'order', title: 'Order', section: 'order' },
  { path: 'reasons', title: 'End call', section: 'reasons' },
  { path: 'history', title: 'History', section: 'history' },
];

/**
 * @param page its title, and the section of the navigation that it belongs to.
 * @param main its content.
 * @param locals the request's nonce, and its call once that is known.
 */
export function layout({ title, section }, main, { nonce, call }) {
  const params = call && callParams(call.contact);
  const notice = takeNotice(call);
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="card.css">
    <script nonce="${nonce}" data-ld-keep="${CONTACT.join(' ')}">${raw(runtime)}</script>
    <script type="module" src="card.js"></script>
  </head>
  <body data-call-key="${call?.key}" data-call-log="${call?.contact.call_logs_id}">
    <header>
      <div class="bar">
        <p class="who">${call?.contact.phone || 'not given'}</p>
        <p class="state" role="status" data-call-state>No call yet</p>
        <p class="actions">
          <button type="button" class="primary" data-ld-send="call" data-ld-params="${JSON.stringify(params)}"${!params && raw(' disabled')}>Call</button>
          <button type="button" class="danger" data-ld-send="hangup">Hang up</button>
        </p>
      </div>
      <nav aria-label="Pages of the card">
        ${navigation.map(
          (
            link,
          ) => html`<a href="${link.path}"${link.section === section && raw(' aria-current="page"')}>${link.title}</a>
        `,
        )}
      </nav>
    </header>
    <main>
      ${main}
      <p class="notice" role="status" data-notice="${notice.kind}"${notice.reason && html` data-select-reason="${notice.reason}"`}>${notice.text}</p>
    </main>
  </body>
</html>
`;
}
