/** What holds for any input: thousands of generated ones, given to the runtime in a real page at once. */
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { carried, framedByItself, page, startCard } from './card.js';
import { eachEngine } from './engines/index.js';

/** More in `npm run test:full`: a page answers for all of them within ten seconds. */
const count = process.env.FULL ? 10_000 : 2_000;
const sample = <T>(what: fc.Arbitrary<T>) => fc.sample(what, count);

const bit = fc.constantFrom(
  'a',
  'ld_referrer',
  'ld_referrer=',
  'ld_referrer=x',
  'keep',
  'keep=1',
  'keep=',
  'b=c',
  '',
  '=',
  '==',
  '&',
  '&',
  '?',
  '+',
  '%20',
  '%',
  '%zz',
  '%C3%A5',
  '%e5',
  ';',
  '/',
  '\\',
  '.',
  '..',
  ':',
  '@',
  '[',
  ']',
  '{',
  '|',
  '^',
  '`',
  "'",
  '"',
  '<',
  ' ',
  '\t',
  'å',
  'ß',
  '水',
  '😀',
  '\u0000',
  '~',
  '!',
  '*',
  '(',
  ',',
  '$',
);
const text = fc.oneof(
  { arbitrary: fc.array(bit, { maxLength: 8 }).map((bits) => bits.join('')), weight: 3 },
  { arbitrary: fc.string(), weight: 1 },
);
const address = fc
  .tuple(
    fc.constantFrom('{card}/', '/', '', 'dir/', '../', './', '{card}', '//{cardHost}/', '{CARD}/'),
    text,
    fc.option(text),
    fc.option(text),
  )
  .map(
    ([start, path, query, fragment]) =>
      start +
      path.replace(/[?#]/g, '') +
      (query === null ? '' : `?${query.replaceAll('#', '')}`) +
      (fragment === null ? '' : `#${fragment}`),
  );
const foreign = fc
  .tuple(
    fc.constantFrom(
      'https://other.example',
      'http://127.0.0.1:1',
      '{card}0',
      '{card}.evil.example',
      '{card}@evil.example',
      'javascript:',
      'mailto:',
      'data:',
      'blob:{card}',
      'about:',
      '//other.example',
    ),
    text,
  )
  .map(([start, rest]) => `${start}/${rest}`);

eachEngine('properties of carrying', (test) => {
  test(`${count} addresses: one parameter more, every other byte as it was, and once more changes nothing`, async ({
    page: tab,
  }) => {
    const site = await startCard({ '/dir/page': page('', { settings: 'data-ld-keep=keep' }) });
    try {
      const card = await site.open(tab, '/dir/page?keep=k+%20');
      const fill = (address: string) =>
        address
          .replaceAll('{card}', site.card.origin)
          .replaceAll('{cardHost}', new URL(site.card.origin).host)
          .replaceAll('{CARD}', site.card.origin.toUpperCase());
      const faults = await card.evaluate(
        (addresses, parameter) =>
          addresses.flatMap((address) => {
            const once = ld.url(address);
            if (!URL.canParse(address, location.href))
              return once === address ? [] : [[address, once, 'is none, and has changed']];
            const before = new URL(address, location.href);
            const after = new URL(once, location.href);
            const isItself = before.href.split('#')[0] === location.href.split('#')[0];
            const isCards = before.origin === location.origin && before.username + before.password === '' && !isItself;
            if (!isCards) return once === address ? [] : [[address, once, 'is not the card’s, and has changed']];
            const query = (url: URL) => (url.search === '' ? [] : url.search.slice(1).split('&'));
            const nameOf = (parameter: string) => parameter.split('=')[0];
            const isOurs = (parameter: string) => nameOf(parameter) === 'ld_referrer';
            const kept = query(before).some((parameter) => nameOf(parameter) === 'keep') ? [] : ['keep=k+%20'];
            const others = (url: URL) =>
              query(url)
                .filter((parameter) => !isOurs(parameter))
                .join('&');
            const expected = [...query(before).filter((parameter) => !isOurs(parameter)), ...kept].join('&');
            const faults: string[] = [];
            if (query(after).filter(isOurs).join() !== parameter) faults.push('has not one parameter');
            if (others(after) !== expected) faults.push(`has not the query ${expected}`);
            if (after.href.replace(/[?#].*/s, '') !== before.href.replace(/[?#].*/s, ''))
              faults.push('has another path');
            if (after.hash !== before.hash) faults.push('has another fragment');
            if (ld.url(once) !== once) faults.push('changes again');
            return faults.map((fault) => [address, once, fault]);
          }),
        sample(address).map(fill),
        carried(site.host),
      );
      assert.equal(faults.slice(0, 5), []);
    } finally {
      await site.close();
    }
  });

  test(`${count} addresses of others stay as they are`, async ({ page: tab }) => {
    const site = await startCard({ '/': page('') });
    try {
      const card = await site.open(tab);
      const faults = await card.evaluate(
        (addresses) => addresses.filter((address) => ld.url(address) !== address),
        sample(foreign)
          .map((address) => address.replaceAll('{card}', site.card.origin))
          .filter((address) => !address.startsWith(`${site.card.origin}/`)),
      );
      assert.equal(faults.slice(0, 5), []);
    } finally {
      await site.close();
    }
  });
});

const label = fc.constantFrom(
  'login',
  'login-1',
  'leaddesk',
  'evilleaddesk',
  'leaddesk.com',
  'evil',
  'xn--leaddesk-abc',
  'LOGIN',
  'lögin',
  'a.b',
  '127.0.0.1',
  'localhost',
  '',
  '*',
);
const candidate = fc.oneof(
  fc.constantFrom(
    'https://login.leaddesk.com',
    'https://a.b.leaddesk.eu',
    'https://x.leaddesk.ch',
    'https://xn--leaddesk-abc.leaddesk.com',
    'http://localhost',
    'https://127.1.2.3:8443',
    'http://[::1]:3000',
  ),
  fc
    .tuple(
      fc.constantFrom('https://', 'http://', 'HTTPS://', 'ftp://', 'blob:https://', '//', '', 'https:', 'javascript:'),
      fc.constantFrom('', 'user@', 'login.leaddesk.com@', 'a:b@'),
      label,
      fc.constantFrom(
        '.leaddesk.com',
        '.leaddesk.eu',
        '.leaddesk.ch',
        '.leaddesk.de',
        '.leaddesk.com.evil.example',
        'leaddesk.com',
        '.LeadDesk.com',
        '.leaddesk.com.',
        '',
        '.leaddesk.co',
        '.leaddeskXcom',
      ),
      fc.constantFrom(
        '',
        ':443',
        ':80',
        ':8443',
        ':0',
        ':99999',
        ':',
        '/',
        '/path',
        '?q',
        '#f',
        '/.leaddesk.com',
        '\\',
        '\n',
        ' ',
      ),
    )
    .map((parts) => parts.join('')),
  fc.constantFrom(
    'null',
    '*',
    'undefined',
    'about:blank',
    'http://127.0.0.1.evil.example',
    'http://localhost.evil.example',
    'http://127.evil.example',
    'http://1270.0.0.1',
  ),
  fc.string(),
  fc.webUrl(),
);

/**
 * What must be allowed, written down once more, by other means. In the page: engines differ in which hosts are valid.
 */
function areAllowed(candidates: string[]): boolean[] {
  return candidates.map((candidate) => {
    const url = URL.canParse(candidate) ? new URL(candidate) : undefined;
    if (!url || url.origin !== candidate) return false;
    const isLoopback =
      url.hostname === 'localhost' || url.hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(url.hostname);
    const isLeadDesk =
      url.protocol === 'https:' &&
      url.port === '' &&
      /^.+\.leaddesk\.(com|eu|ch)$/.test(url.hostname) &&
      !url.hostname.startsWith('.');
    return isLeadDesk || (isLoopback && /^https?:$/.test(url.protocol));
  });
}

const data = fc.oneof(
  fc.jsonValue(),
  fc.json(),
  fc.string(),
  fc.record(
    {
      type: fc.oneof(fc.string(), fc.constantFrom('x', '*', 'constructor', '__proto__'), fc.jsonValue()),
      data: fc.jsonValue(),
    },
    { requiredKeys: [] },
  ),
  fc
    .record({ type: fc.oneof(fc.string(), fc.constantFrom('x', '*')), data: fc.jsonValue() })
    .map((event) => JSON.stringify(event)),
);

eachEngine('properties of messages', (test) => {
  test(`${count} candidates: only what the allow-list has becomes the host`, async ({ page: tab }) => {
    const site = await startCard({ '*': page('') });
    try {
      const card = await framedByItself(tab, site);
      const candidates = sample(candidate).filter((candidate) => candidate !== site.card.origin);
      const taken = await card.evaluate((candidates) => {
        console.error = () => {};
        return candidates.map((origin) => {
          const before = ld.origin;
          dispatchEvent(new MessageEvent('message', { data: '', origin, source: parent }));
          return origin && ld.origin === origin ? 'taken' : ld.origin === before ? 'not' : 'changed';
        });
      }, candidates);
      const allowed = await card.evaluate(areAllowed, candidates);
      const faults = candidates
        .map((candidate, index) => [candidate, taken[index]])
        .filter(([, taken], index) => taken !== (allowed[index] ? 'taken' : 'not'));
      assert.equal(faults.slice(0, 5), []);
      assert.ok(taken.includes('taken'));
    } finally {
      await site.close();
    }
  });

  test(`${count} messages: none throws, and none of others reaches a handler`, async ({ page: tab }) => {
    const site = await startCard({ '*': page('<iframe></iframe>') }, { watch: true });
    try {
      const card = await framedByItself(tab, site);
      const result = await card.evaluate((messages) => {
        let heard = 0;
        const wrong: unknown[] = [];
        let isOurs = false;
        for (const type of ['x', '*', 'constructor', '__proto__', ''])
          ld.on(type, () => (isOurs ? heard++ : wrong.push(type)));
        ld.on('*', ({ type }) => typeof type === 'string' || wrong.push(type));
        console.error = () => {};
        const { origin } = ld;
        const others: MessageEventInit[] = [
          { origin },
          { origin, source: window },
          { origin, source: frames[0]! },
          { origin: 'https://evil.example', source: parent },
        ];
        messages.forEach((data, index) => {
          isOurs = false;
          dispatchEvent(new MessageEvent('message', { data, ...others[index % others.length] }));
          isOurs = true;
          dispatchEvent(new MessageEvent('message', { data, origin, source: parent }));
        });
        return { heard: heard > 100, wrong: wrong.slice(0, 5) };
      }, sample(data));
      assert.equal(result, { heard: true, wrong: [] });
      assert.equal(site.card.console, []);
    } finally {
      await site.close();
    }
  });
});
