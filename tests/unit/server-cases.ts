/** What the runtime, the server's helpers for Node and those for PHP have to do alike. The card is at `CARD`. */

export const CARD = 'https://card.example.com:8443';

export interface CarryCase {
  /** Where a redirect or a link leads. */
  to: string;
  /** The query of the page. */
  from: string;
  keep?: string;
  is: string;
  /** The servers are more careful than a browser here: they leave alone what is not plainly the card's own. */
  onlyServer?: true;
}

const LD = 'ld_referrer=https%3A%2F%2Flogin.leaddesk.com';

export const CARRY: Record<string, CarryCase> = {
  'the host’s origin': { to: 'order', from: `?${LD}`, is: `order?${LD}` },
  'nothing where there is nothing': { to: 'order?a=1#b', from: '?phone=1', is: 'order?a=1#b' },
  'kept parameters, as they stand there': {
    to: '/order',
    from: `?phone=%2B358+40%20%c3%a5&x=2&${LD}`,
    keep: 'phone',
    is: `/order?phone=%2B358+40%20%c3%a5&${LD}`,
  },
  'after the address’s own, before its fragment': {
    to: 'order?a=1&b#top',
    from: `?phone=1&${LD}`,
    keep: 'phone',
    is: `order?a=1&b&phone=1&${LD}#top`,
  },
  'in the order of keep': { to: 'a', from: '?x=1&y=2', keep: 'y x', is: 'a?y=2&x=1' },
  'all values of a name': { to: 'a', from: '?x=1&y=2&x=&x', keep: 'x', is: 'a?x=1&x=&x' },
  'a name that stands in keep twice, once': { to: 'a', from: '?x=1', keep: 'x x', is: 'a?x=1' },
  'not what the address says itself': { to: 'a?x=2', from: '?x=1&y=3', keep: 'x y', is: 'a?x=2&y=3' },
  'not what the address says without a value': { to: 'a?x', from: '?x=1', keep: 'x', is: 'a?x' },
  'not what the address says empty': { to: 'a?x=', from: '?x=1', keep: 'x', is: 'a?x=' },
  'names compared decoded': {
    to: 'a?contact%5bid%5D=2',
    from: '?contact[id]=1&a%5Bb%5D=3',
    keep: 'contact[id] a[b]',
    is: 'a?contact%5bid%5D=2&a%5Bb%5D=3',
  },
  'a plus in a name as a space': { to: 'a', from: '?x+y=1&x%20y=2', keep: 'x+y', is: 'a' },
  'names that are numbers, and names of the language': {
    to: 'a?0=1',
    from: '?0=2&__proto__=3&constructor=4',
    keep: '0 __proto__ constructor',
    is: 'a?0=1&__proto__=3&constructor=4',
  },
  'a name in its own case only': { to: 'a?PHONE=2', from: '?phone=1', keep: 'phone', is: 'a?PHONE=2&phone=1' },
  'broken escapes and Latin-1 as they are': {
    to: 'a',
    from: '?x=%E4%&y=%zz&%E4=3',
    keep: 'x y %E4',
    is: 'a?x=%E4%&y=%zz&%E4=3',
  },
  'a value that looks like a query': { to: 'a', from: '?x=a?b=c/d', keep: 'x', is: 'a?x=a?b=c/d' },
  'placeholders that were not filled': { to: 'a', from: '?phone={phone}', keep: 'phone', is: 'a?phone={phone}' },
  'behind a bare question mark': { to: 'a?', from: `?x=1&${LD}`, keep: 'x', is: `a?x=1&${LD}` },
  'behind an ampersand': { to: 'a?b&', from: '?x=1', keep: 'x', is: 'a?b&&x=1' },
  'behind a bare hash': { to: 'a#', from: '?x=1', keep: 'x', is: 'a?x=1#' },
  'on a query alone': { to: '?b=1', from: '?x=1', keep: 'x', is: '?b=1&x=1' },
  'beside a question mark in the fragment': { to: 'a#?x=2', from: '?x=1', keep: 'x', is: 'a?x=1#?x=2' },
  'on a path with a colon': { to: './a:b', from: '?x=1', keep: 'x', is: './a:b?x=1' },
  'on a path that goes up': { to: '../a', from: '?x=1', keep: 'x', is: '../a?x=1' },
  'on a path that contains an address': {
    to: '/go/https://x.example/',
    from: '?x=1',
    keep: 'x',
    is: '/go/https://x.example/?x=1',
  },
  'a stale host is replaced': {
    to: 'a?ld_referrer=https%3A%2F%2Fold.leaddesk.com&b=1',
    from: `?${LD}`,
    is: `a?b=1&${LD}`,
  },
  'the host that is there already': { to: `a?${LD}&b=1`, from: `?${LD}`, is: `a?${LD}&b=1` },
  'a host written twice is written once': { to: `a?${LD}&b=1&${LD}`, from: `?${LD}`, is: `a?b=1&${LD}` },
  'a host that was not encoded': { to: 'a', from: '?ld_referrer=https://login.leaddesk.com', is: `a?${LD}` },
  'of a host its origin only': { to: 'a', from: '?ld_referrer=HTTPS://Login.leaddesk.com:443/r79/?a#b', is: `a?${LD}` },
  'a host with a port': {
    to: 'a',
    from: '?ld_referrer=http%3A%2F%2F127.0.0.1%3A5180',
    is: 'a?ld_referrer=http%3A%2F%2F127.0.0.1%3A5180',
  },
  'a host that is an IPv6 address': {
    to: 'a',
    from: '?ld_referrer=http://[::1]:5180',
    is: 'a?ld_referrer=http%3A%2F%2F%5B%3A%3A1%5D%3A5180',
  },
  'no host that is none': { to: 'a', from: '?ld_referrer=null', is: 'a' },
  'no host by a script': { to: 'a', from: '?ld_referrer=javascript:alert(1)', is: 'a' },
  'the first of two hosts that is one': { to: 'a', from: `?ld_referrer=x&${LD}`, is: `a?${LD}` },
  'the companion’s call': { to: 'a', from: `?${LD}&ld_call=on.1a2b`, is: `a?${LD}&ld_call=on.1a2b` },
  'of the companion’s call nothing else': { to: 'a', from: '?ld_call=on.1a2b<', is: 'a' },
  'the same address': { to: '/page?phone=1', from: '?phone=1', keep: 'phone', is: '/page?phone=1' },
  'an address with its own origin': {
    to: `${CARD}/order`,
    from: `?x=1&${LD}`,
    keep: 'x',
    is: `${CARD}/order?x=1&${LD}`,
  },
  'its own origin in capitals': {
    to: 'HTTPS://CARD.example.COM:08443/a',
    from: '?x=1',
    keep: 'x',
    is: 'HTTPS://CARD.example.COM:08443/a?x=1',
  },
  'its own origin without a path': { to: CARD, from: '?x=1', keep: 'x', is: `${CARD}?x=1` },
  'nothing to another origin': {
    to: 'https://shop.example/?a=1',
    from: `?x=1&${LD}`,
    keep: 'x',
    is: 'https://shop.example/?a=1',
  },
  'nothing to another port': {
    to: 'https://card.example.com/a',
    from: '?x=1',
    keep: 'x',
    is: 'https://card.example.com/a',
  },
  'nothing to another scheme': {
    to: 'http://card.example.com:8443/a',
    from: '?x=1',
    keep: 'x',
    is: 'http://card.example.com:8443/a',
  },
  'nothing to a host that begins like its own': {
    to: `${CARD}.evil.example/`,
    from: '?x=1',
    keep: 'x',
    is: `${CARD}.evil.example/`,
  },
  'nothing by credentials that look like its own': {
    to: 'https://card.example.com:8443@evil.example/',
    from: '?x=1',
    keep: 'x',
    is: 'https://card.example.com:8443@evil.example/',
  },
  'nothing to an address without a scheme': { to: '//evil.example/a', from: '?x=1', keep: 'x', is: '//evil.example/a' },
  'nothing to one with backslashes': { to: '/\\evil.example/a', from: '?x=1', keep: 'x', is: '/\\evil.example/a' },
  'nothing to one with two backslashes': { to: '\\\\evil.example', from: '?x=1', keep: 'x', is: '\\\\evil.example' },
  'nothing to one with three slashes': { to: '///evil.example', from: '?x=1', keep: 'x', is: '///evil.example' },
  'nothing to one that a tab hides': { to: '/\t/evil.example', from: '?x=1', keep: 'x', is: '//evil.example' },
  'nothing to one that blanks hide': { to: ' \n//evil.example', from: '?x=1', keep: 'x', is: '//evil.example' },
  'nothing by a backslash that ends its own host': {
    to: `${CARD}\\@evil.example/`,
    from: '?x=1',
    keep: 'x',
    is: `${CARD}\\@evil.example/`,
    onlyServer: true,
  },
  'nothing to one that a tab and a backslash hide': {
    to: '/\t\\evil.example',
    from: '?x=1',
    keep: 'x',
    is: '/\\evil.example',
  },
  'escapes are not escaped again': { to: 'a%20b?c=%252F', from: '?x=%2520', keep: 'x', is: 'a%20b?c=%252F&x=%2520' },
  'nothing to an internationalised host': {
    to: 'https://bücher.example/',
    from: '?x=1',
    keep: 'x',
    is: 'https://bücher.example/',
  },
  'nothing to a script': { to: 'javascript:alert(1)', from: '?x=1', keep: 'x', is: 'javascript:alert(1)' },
  'nothing to a script in disguise': {
    to: '\x01java\nscript:alert(1)',
    from: '?x=1',
    keep: 'x',
    is: 'javascript:alert(1)',
  },
  'nothing to mail, telephones, data and blobs': {
    to: 'mailto:a@b.example',
    from: '?x=1',
    keep: 'x',
    is: 'mailto:a@b.example',
  },
  'nothing to its own blob': { to: `blob:${CARD}/1`, from: '?x=1', keep: 'x', is: `blob:${CARD}/1` },
  'no second header': {
    to: 'order?a\r\nSet-Cookie: b=1',
    from: '?x=1',
    keep: 'x',
    is: 'order?aSet-Cookie:%20b=1&x=1',
  },
  'no second header of another origin': { to: 'https://x.example/\r\nA: b', from: '', is: 'https://x.example/A: b' },
  'letters that are not ASCII, encoded': {
    to: 'tilaus/ä?é=ü#ö',
    from: '?x=1',
    keep: 'x',
    is: 'tilaus/%C3%A4?%C3%A9=%C3%BC&x=1#%C3%B6',
  },
  'blanks, encoded': { to: 'a b?c d', from: '?x=1', keep: 'x', is: 'a%20b?c%20d&x=1' },
  'nothing to a scheme without slashes': {
    to: 'https:order',
    from: '?x=1',
    keep: 'x',
    is: 'https:order',
    onlyServer: true,
  },
  'nothing to a scheme with one slash': {
    to: 'https:/order',
    from: '?x=1',
    keep: 'x',
    is: 'https:/order',
    onlyServer: true,
  },
  'nothing to its own origin with credentials': {
    to: 'https://a:b@card.example.com:8443/a',
    from: '?x=1',
    keep: 'x',
    is: 'https://a:b@card.example.com:8443/a',
    onlyServer: true,
  },
  'nothing to an empty address': { to: '', from: '?x=1', keep: 'x', is: '' },
  'nothing to a fragment': { to: '#top', from: '?x=1', keep: 'x', is: '#top' },
};

/** Addresses, the names that are asked for (when absent: all), and the contact in them. */
export const CONTACTS: [address: string, keep: string | undefined, contact: Record<string, string>][] = [
  ['/?phone=%2B358401234567&call_logs_id=42', undefined, { phone: '+358401234567', call_logs_id: '42' }],
  ['/?phone={phone}&call_logs_id=%7Bcall_logs_id%7D&customers_id=7', undefined, { customers_id: '7' }],
  ['/?phone=+358401234567&name=Aino+Virtanen', undefined, { phone: '+358401234567', name: 'Aino Virtanen' }],
  ['/?phone=+&a=%20%C2%A0&b=', undefined, {}],
  ['/?a=1&ld_referrer=x&ld_call=on.1&ld_debug', undefined, { a: '1' }],
  ['/?a=1&b=2&c=3', 'c a d', { c: '3', a: '1' }],
  ['/?a=1&a=2', undefined, { a: '1' }],
  [
    '/?contact[id]=1&contact%5Bname%5D=%C3%85sa',
    'contact[id] contact[name]',
    { 'contact[id]': '1', 'contact[name]': 'Åsa' },
  ],
  ['/?a=%E4&b=%&c=%25', undefined, { a: '%E4', b: '%', c: '%' }],
  ['/?__proto__=1&constructor=2', undefined, { ['__proto__']: '1', constructor: '2' }],
  ['https://card.example.com/a?x=1#?y=2', undefined, { x: '1' }],
  ['/no-query', undefined, {}],
  ['/?&&=1&x', undefined, {}],
];

const LEADDESK = 'https://*.leaddesk.com https://*.leaddesk.eu https://*.leaddesk.ch';

/** Headers of a response, and what lets LeadDesk frame it. */
export const FRAMES: Record<
  string,
  [existing: Record<string, string | string[]>, headers: Record<string, string | string[]>]
> = {
  'no headers': [{}, { 'Content-Security-Policy': `frame-ancestors ${LEADDESK}` }],
  'a refusal of frames, in whatever case': [
    { 'x-frame-options': 'DENY', 'X-Frame-Options': 'SAMEORIGIN', Vary: 'Accept' },
    { Vary: 'Accept', 'Content-Security-Policy': `frame-ancestors ${LEADDESK}` },
  ],
  'a policy without ancestors': [
    { 'content-security-policy': "default-src 'self';" },
    { 'content-security-policy': `default-src 'self'; frame-ancestors ${LEADDESK}` },
  ],
  'a policy that forbids frames': [
    { 'Content-Security-Policy': "default-src 'self'; frame-ancestors 'none'; img-src *" },
    { 'Content-Security-Policy': `default-src 'self'; frame-ancestors ${LEADDESK}; img-src *` },
  ],
  'a policy that allows others': [
    { 'Content-Security-Policy': "Frame-Ancestors 'self' https://*.leaddesk.com" },
    {
      'Content-Security-Policy':
        "Frame-Ancestors 'self' https://*.leaddesk.com https://*.leaddesk.eu https://*.leaddesk.ch",
    },
  ],
  'a policy that allows all': [
    { 'Content-Security-Policy': 'frame-ancestors *' },
    { 'Content-Security-Policy': 'frame-ancestors *' },
  ],
  'a policy that allows none by saying nothing': [
    { 'Content-Security-Policy': 'frame-ancestors; img-src *' },
    { 'Content-Security-Policy': `frame-ancestors ${LEADDESK}; img-src *` },
  ],
  'several policies in a header': [
    { 'Content-Security-Policy': "frame-ancestors 'none', default-src *, frame-ancestors 'self'" },
    { 'Content-Security-Policy': `frame-ancestors ${LEADDESK}, default-src *, frame-ancestors 'self' ${LEADDESK}` },
  ],
  'several headers': [
    { 'Content-Security-Policy': ["default-src 'self'", "frame-ancestors 'none'"] },
    { 'Content-Security-Policy': ["default-src 'self'", `frame-ancestors ${LEADDESK}`] },
  ],
  'several headers, in two cases': [
    { 'Content-Security-Policy': "default-src 'self'", 'content-security-policy': "frame-ancestors 'none'" },
    { 'Content-Security-Policy': ["default-src 'self'", `frame-ancestors ${LEADDESK}`] },
  ],
  'a directive written twice, of which the first counts': [
    { 'Content-Security-Policy': "frame-ancestors 'none'; frame-ancestors 'self'" },
    { 'Content-Security-Policy': `frame-ancestors ${LEADDESK}; frame-ancestors 'self'` },
  ],
  'a name that only ends alike': [
    { 'Content-Security-Policy': 'x-frame-ancestors a; report-uri /frame-ancestors' },
    { 'Content-Security-Policy': `x-frame-ancestors a; report-uri /frame-ancestors; frame-ancestors ${LEADDESK}` },
  ],
  'a policy that only reports': [
    { 'Content-Security-Policy-Report-Only': "frame-ancestors 'none'" },
    {
      'Content-Security-Policy-Report-Only': "frame-ancestors 'none'",
      'Content-Security-Policy': `frame-ancestors ${LEADDESK}`,
    },
  ],
  'an empty policy': [{ 'Content-Security-Policy': '' }, { 'Content-Security-Policy': `frame-ancestors ${LEADDESK}` }],
  'other headers, lists too': [
    { 'Set-Cookie': ['a=1', 'b=2'] },
    { 'Set-Cookie': ['a=1', 'b=2'], 'Content-Security-Policy': `frame-ancestors ${LEADDESK}` },
  ],
};
