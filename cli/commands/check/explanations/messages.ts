/** The runtime in the pages, and what scripts say to LeadDesk and hear from it. */
import { type Explanation, html, js } from './explanation.js';
import { SCRIPT_POLICY } from './recipes.js';

const SEND_FIX = 'replaces the call with `ld.send(action, params)`, where page and script allow it without a guess';

export const MESSAGES: Record<string, Explanation> = {
  'no-runtime': {
    why: `The runtime finds LeadDesk, sends the commands of the page to it, and carries what it knows to the next page.
A page without it sends nothing: its buttons do nothing for the agent. It also breaks the chain: the page after it may not
know LeadDesk any more.

Every page of the card needs it, also those behind a form and the last one.`,
    before: html('<head>\n  <title>Order</title>\n</head>'),
    after: html('<head>\n  <script src="/ld.js"></script>\n  <title>Order</title>\n</head>'),
    fix: 'puts it first in the head: as a file where other pages load it so, else inline',
  },
  'runtime-late': {
    why: `A script that uses \`ld\` while the page loads stops with an error when the runtime comes after it, or comes with
\`async\` or \`defer\`. What that script does for the agent does not work then. The runtime also listens first only
when it comes first.`,
    before: html('<script src="/app.js"></script>\n<script src="/ld.js" defer></script>'),
    after: html('<script src="/ld.js"></script>\n<script src="/app.js"></script>'),
  },
  'runtime-versions': {
    why: `Two runtimes in one page both act on every link and every command: a command may go out twice. Pages with
different versions may carry by different rules, so that what works on one does not on the next.`,
    before: html('<script src="/ld.js"></script>\n<script>/* the runtime again, inline */</script>'),
    after: html('<script src="/ld.js"></script>'),
  },
  'runtime-old': {
    why: `A copy of the runtime in a page or a folder stays as it was when it was copied. This one is of another version
than the package: what was mended since is not mended there.`,
    after: {
      language: 'sh',
      code: 'create-leaddesk-card inline --write views/head.ejs\ncp node_modules/create-leaddesk-card/dist/ld.js public/',
    },
  },
  'bad-setting': {
    why: `A setting of the runtime cannot mean what is meant. \`data-ld-allow\` takes origins: with a scheme, without a
path, the host may begin with \`*.\`. An entry that is none is an error in the console and allows no one, so that the
agent's commands go nowhere. Without the setting LeadDesk's own hosts are allowed.`,
    before: html('<script src="/ld.js" data-ld-allow="leaddesk.com"></script>'),
    after: html('<script src="/ld.js" data-ld-allow="https://*.leaddesk.com"></script>'),
  },
  'companion-missing': {
    why: `Attributes such as \`data-ld-confirm\`, \`data-ld-draft\`, \`data-ld-once\` and \`data-ld-pause\` belong to the
companion. Without it they do nothing, silently: no question is asked, no draft is kept, and the recording is not paused
while the agent types a card number.`,
    before: html('<script src="/ld.js"></script>\n<form data-ld-pause>…</form>'),
    after: html('<script src="/ld.js"></script>\n<script src="/ld.card.js"></script>\n<form data-ld-pause>…</form>'),
  },
  'csp-blocks-script': {
    why: `The page's own Content-Security-Policy forbids this script, so the browser does not run it. For the runtime that
means: no command is sent from this page.

Allow the file by its origin, or an inline script by its hash or a nonce. \`create-leaddesk-card inline\` prints both.`,
    before: html(
      `<meta http-equiv="Content-Security-Policy" content="script-src 'self'">\n<script>/* the runtime */</script>`,
    ),
    after: html(
      `<meta http-equiv="Content-Security-Policy" content="script-src 'self' 'sha256-…'">\n<script>/* the runtime */</script>`,
    ),
    recipes: SCRIPT_POLICY,
  },
  'syntax-error': {
    why: `The browser reads a script whole before it runs any of it. One character that does not belong there, and the
whole script is dead: no button of it works, and nothing tells the agent so.

The most common cause are curly quotation marks. LeadDesk's own example has them, and word processors make them.`,
    before: js('parent.postMessage(JSON.stringify({“action”: ”hangup”}), document.referrer);'),
    after: js(`ld.send('hangup');`),
    fix: 'makes curly quotation marks straight, where the script can be read then',
  },
  unreadable: {
    why: `This check could not read a script or a page whole, so it cannot say that it is right. Code that is nested
extremely deep, a file of many megabytes, and template tags in the middle of code are such cases. Look at it yourself, or
check the running card: there the server has filled in the tags.`,
    after: { language: 'sh', code: 'create-leaddesk-card check https://card.example/' },
  },
  'referrer-target': {
    why: `\`document.referrer\` names LeadDesk only on the first page. After one link or form it names the card itself, so
the browser delivers the message to no page of LeadDesk: the command is lost, without an error. LeadDesk's own page says
that the first value must be passed on to every next page. The runtime does that.`,
    before: js(`parent.postMessage(JSON.stringify({ action: 'hangup' }), document.referrer);`),
    after: js(`ld.send('hangup');`),
    fix: SEND_FIX,
  },
  'wildcard-target': {
    why: `With \`'*'\` the message goes to whatever page frames the card. If someone frames the card in their own page,
they can read what the agent sends: phone numbers, ids, and that there is a call at all.`,
    before: js(`parent.postMessage(JSON.stringify({ action: 'call', params: { phone_number: phone } }), '*');`),
    after: js(`ld.send('call', { phone_number: phone });`),
    fix: SEND_FIX,
  },
  'dead-target': {
    why: `The browser compares the target with the origin of the page that shall get the message, and drops the message
without an error when they differ. No target at all and \`'/'\` mean the card's own origin; a host without a scheme is no
origin, and stops the script.`,
    before: js(`parent.postMessage(JSON.stringify({ action: 'hangup' }), location.origin);`),
    after: js(`ld.send('hangup');`),
    fix: SEND_FIX,
  },
  'message-object': {
    why: `LeadDesk reads a command as JSON text. An object, JSON of JSON, and text with single quotes or a comma at its end
are not that: LeadDesk ignores them without a word.`,
    before: js(`parent.postMessage({ action: 'hangup' }, target);\nparent.postMessage("{'action':'hangup'}", target);`),
    after: js(`ld.send('hangup');`),
    fix: SEND_FIX,
  },
  'unknown-action': {
    why: `LeadDesk documents eleven actions and ignores others without a word. A typing error looks as if the button did
nothing. LeadDesk may know more actions than it documents: then silence the finding with a comment.`,
    before: js(`ld.send('hang_up');`),
    after: js(`ld.send('hangup');\n\n// ld-check-ignore unknown-action\nld.send('new_action_of_leaddesk');`),
  },
  'bad-params': {
    why: `The action is known, but not with these params: one is missing, is not known, or has a value that LeadDesk does
not take. LeadDesk ignores the command. Phone numbers are text: as a number \`0401234567\` loses its zero or means
another number, and \`+358…\` loses its plus, so that a stranger's phone rings.`,
    before: js(`ld.send('call', { phone_number: 0401234567 });\nld.send('select_reason', { reason_id: 5 });`),
    after: js(`ld.send('call', { phone_number: '0401234567' });\nld.send('select_reason', { id: 5 });`),
  },
  'unknown-event': {
    why: `LeadDesk documents six events. A handler of another name may never be called, and the agent does not see what it
would show.`,
    before: js(`ld.on('callAnswered', showCustomer);`),
    after: js(`ld.on('callLineOn', showCustomer);`),
  },
  'idle-ends-call': {
    why: `LeadDesk sends \`callLineIdle\` when a call ends, and every time a page of the card loads. A handler that closes
the card, hangs up or saves acts in the middle of a call then, each time the agent goes to another page.

Act on it only after \`callLineRinging\` or \`callLineOn\` of the same call. The companion keeps that state across pages.`,
    before: js(`ld.on('callLineIdle', () => ld.send('close', { target: 'call_dialog' }));`),
    after: js(
      `ld.card.on('call', ({ state, sure }) => {\n  if (state === 'ended' && sure) ld.send('close', { target: 'call_dialog' });\n});`,
    ),
  },
  'card-number': {
    why: `A field for the number of a payment card stands outside \`data-ld-pause\`, so the call's recording goes on while
the customer says the number. The rules of card companies (PCI DSS) forbid to keep the security code, also in a recording.
Pausing is a help and no proof: LeadDesk does not confirm it.`,
    before: html('<form>\n  <input autocomplete="cc-number" name="number">\n</form>'),
    after: html('<form data-ld-pause="resume">\n  <input autocomplete="cc-number" name="number">\n</form>'),
  },
};
