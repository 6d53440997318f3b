/** Where the card's pages lead. */
import { type Explanation, html, http, js } from './explanation.js';
import { REDIRECTS } from './recipes.js';

export const NAVIGATION: Record<string, Explanation> = {
  'leaves-frame': {
    why: `\`_top\`, \`_parent\` and \`top.location\` replace LeadDesk itself. Either the agent loses the call screen in the
middle of a call, or LeadDesk's frame forbids it and nothing happens.`,
    before: html('<a href="order.html" target="_top">Order</a>'),
    after: html('<a href="order.html">Order</a>'),
    fix: 'with `--fix=links`: takes `_top` and `_parent` out; links to other sites open a new tab',
  },
  'external-link': {
    why: `The link puts another site in the place of the card, within LeadDesk. Most sites forbid to be framed, so the
agent sees a blank page; else they see a site without the runtime. In both cases no command can be sent any more, and there
is no way back but the browser's.`,
    before: html('<a href="https://shop.example/">Shop</a>'),
    after: html('<a href="https://shop.example/" target="_blank" rel="noopener">Shop</a>'),
    fix: 'with `--fix=links`: opens links and forms in a new tab',
  },
  'script-navigation': {
    why: `The runtime carries what it knows by links and forms. It leaves alone what a script does, since a script may have
its reasons. Where the browser does not tell who frames the card, and keeps no storage for it, the next page does not know
LeadDesk then. \`ld.url()\` gives the address with the parameters.`,
    before: js(`location.href = 'order.html';`),
    after: js(`location.href = ld.url('order.html');`),
    fix: 'wraps literal addresses of other pages; never those that depend on `location`',
  },
  redirect: {
    why: `The page that the agent asked for answers with a redirect, and the address in it lacks the parameter that the
request had. Where the browser does not tell who frames the card, the page behind it does not know LeadDesk. A redirect to
another origin puts another site in the place of the card.`,
    before: http('HTTP/1.1 303 See Other\nLocation: /done'),
    after: http('HTTP/1.1 303 See Other\nLocation: /done?ld_referrer=https%3A%2F%2Flogin.leaddesk.com'),
    recipes: REDIRECTS,
  },
  'no-answer': {
    why: `A link, a form or a page of the card asks for this address, and the server answers with an error, not at all, or
with something that is cut off, endless or too long. In its place the agent sees an error within LeadDesk, or a page
without what the script does.

\`check\` says which page leads there. A page that needs a login answers 401 or 403 to \`check\`, too: give the password in
the address, or leave it out by \`--skip\`.`,
    after: { language: 'sh', code: `create-leaddesk-card check https://card.example/ --skip '/admin/**'` },
  },
  'no-arrival': {
    why: `With \`--browser\` each page was opened in Chromium, within a simulated LeadDesk, and a command was sent from it.
It did not arrive. The finding says what the page's console showed: most often a script that does not load, an error in a
script before the runtime, or a policy.`,
    after: { language: 'sh', code: 'create-leaddesk-card dev https://card.example/' },
  },
  'nested-frame': {
    why: `LeadDesk talks with the card's outermost page. In a frame within it \`parent\` is the card itself, not LeadDesk:
messages to it end there. \`_parent\` leads there, too.

The runtime in the inner page finds LeadDesk past frames of the card's own origin. A frame of another origin has no way to
LeadDesk: let the outer page pass on what it asks for.`,
    before: html(`<iframe src="buttons.html"></iframe>\n<!-- in buttons.html: parent.postMessage(…) -->`),
    after: html(
      `<iframe src="buttons.html"></iframe>\n<!-- in buttons.html: <script src="/ld.js"></script> and ld.send(…) -->`,
    ),
  },
  'referrer-leak': {
    why: `The card's address has phone numbers and ids of customers in it. With this referrer policy the browser sends the
whole address to every other site that the page loads something from: fonts, images, statistics. That is personal data in
other people's logs.`,
    before: html('<meta name="referrer" content="unsafe-url">'),
    after: html('<meta name="referrer" content="strict-origin-when-cross-origin">'),
  },
  'no-referrer': {
    why: `With \`no-referrer\` the next page gets an empty \`document.referrer\`. That is one way less for the runtime to find
LeadDesk, and a script that posts to it throws an error. \`same-origin\` tells other sites nothing either.`,
    before: html('<meta name="referrer" content="no-referrer">'),
    after: html('<meta name="referrer" content="same-origin">'),
    fix: 'writes `same-origin` in a meta element; a header is the server’s',
  },
};
