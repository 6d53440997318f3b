/** What browsers allow in LeadDesk's frame. */
import { type Explanation, html, http, js } from './explanation.js';
import { COOKIES, FRAMING, HTTPS, REFERRER_POLICY } from './recipes.js';

const ANCESTORS = 'https://*.leaddesk.com https://*.leaddesk.eu https://*.leaddesk.ch';

export const FRAME: Record<string, Explanation> = {
  'frame-options': {
    why: `X-Frame-Options forbids other sites to frame the page. LeadDesk is another site, so the agent sees a blank card.
The header cannot name LeadDesk (\`ALLOW-FROM\` works in no browser any more). Say in Content-Security-Policy who may frame
the card: browsers do not look at X-Frame-Options then.`,
    before: http('X-Frame-Options: SAMEORIGIN'),
    after: http(`Content-Security-Policy: frame-ancestors ${ANCESTORS}`),
    recipes: FRAMING,
  },
  'frame-ancestors': {
    why: `\`frame-ancestors\` names the sites that may frame the page, and LeadDesk is not one of them: the agent sees a
blank card. LeadDesk has hosts under three domains. With several policies each of them must allow it. In a meta element the
directive does not count.`,
    before: http(`Content-Security-Policy: frame-ancestors 'self'`),
    after: http(`Content-Security-Policy: frame-ancestors ${ANCESTORS}`),
    recipes: FRAMING,
  },
  'no-https': {
    why: `LeadDesk is served over https, and a browser loads no page over http into it: the agent sees a blank card. A
redirect to https does not help in the frame; the address in the campaign's settings must be https.`,
    before: { language: 'text', code: 'http://card.example/?phone={phone}' },
    after: { language: 'text', code: 'https://card.example/?phone={phone}' },
    recipes: HTTPS,
  },
  'mixed-content': {
    why: `A page over https loads something over http. Browsers block scripts, frames, styles and requests of this kind, and
ask for images over https. The agent gets the page without it.`,
    before: html('<script src="http://cdn.example/app.js"></script>'),
    after: html('<script src="https://cdn.example/app.js"></script>'),
  },
  cookie: {
    why: `In LeadDesk the card is a page of another site. Browsers send a cookie from there only with \`SameSite=None\` and
\`Secure\`; without a word about SameSite they take \`Lax\`. The cookie does not come back, so each page takes the agent for
somebody new: the login asks again and again, forms fail with an expired token (419, 403).

\`Partitioned\` lets it through where the browser blocks third-party cookies. Such a cookie is one for LeadDesk's frame
alone: a login in a separate tab does not count there.`,
    before: http('Set-Cookie: session=1; Path=/; HttpOnly'),
    after: http('Set-Cookie: session=1; Path=/; HttpOnly; SameSite=None; Secure; Partitioned'),
    recipes: COOKIES,
  },
  'cookie-partition': {
    why: `The cookie comes back in some browsers only: those that block third-party cookies drop it, unless it is
\`Partitioned\`. Their agents are somebody new on each page.`,
    before: http('Set-Cookie: session=1; SameSite=None; Secure'),
    after: http('Set-Cookie: session=1; SameSite=None; Secure; Partitioned'),
    recipes: COOKIES,
  },
  'cross-origin': {
    why: `Cross-Origin-Resource-Policy and Cross-Origin-Opener-Policy separate sites from each other. The first can keep a
script from the card's pages, or the card from LeadDesk once LeadDesk isolates its pages. The second does nothing in a
frame, but cuts off windows that the card opens.`,
    before: http('Cross-Origin-Resource-Policy: same-origin'),
    after: http('Cross-Origin-Resource-Policy: cross-origin'),
    recipes: {
      PHP: { language: 'php', code: `<?php\nheader('Cross-Origin-Resource-Policy: cross-origin');` },
      Express: {
        language: 'js',
        code: `app.use((request, response, next) => {
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  next();
});
// With helmet: crossOriginResourcePolicy: { policy: 'cross-origin' }, crossOriginOpenerPolicy: false.
// Its other defaults keep LeadDesk out: see frame-options and no-referrer.`,
      },
      nginx: { language: 'nginx', code: 'add_header Cross-Origin-Resource-Policy cross-origin always;' },
      Apache: { language: 'apache', code: 'Header always set Cross-Origin-Resource-Policy "cross-origin"' },
    },
  },
  'local-network': {
    why: `LeadDesk is a public page. From Chromium 142 on, a public page may load an address of the local network or of the
computer only after the agent has said yes (Local Network Access), and a frame needs its host's leave to ask. LeadDesk does
not give it, so a card on an intranet address, or one that loads from there, stays blank or incomplete.

Serve the card from a public https address; let its server talk with the intranet.`,
    before: js(`fetch('http://192.168.1.20/customers/' + id);`),
    after: js('fetch(`/customers/${id}`); // the card’s own server asks the intranet'),
  },
  permissions: {
    why: `A page in a frame of another site may use the microphone, the camera, the position, the clipboard and the like
only where the frame's \`allow\` attribute says so. LeadDesk's frame does not, so the call fails, usually with
\`NotAllowedError\`. Open a tab for it, or offer another way: a field to copy from instead of the clipboard.`,
    before: js('navigator.clipboard.writeText(number);'),
    after: js('field.value = number;\nfield.select(); // the agent copies it by Ctrl-C'),
  },
  'personal-data': {
    why: `A phone number, a name or a social security number is kept in \`localStorage\`, where it stays after the call, for
the next agent at the same computer; or it goes into an address of another site, and so into its logs. Keep it for the
page, or in \`sessionStorage\`; let your server talk with the other site.`,
    before: js(`localStorage.setItem('phone', phone);`),
    after: js(`sessionStorage.setItem('phone', phone); // gone with the tab`),
    recipes: REFERRER_POLICY,
  },
};
