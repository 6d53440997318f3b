/** A walk of a server with the links of many applications: it asks for no action, and for nearly all that is none. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { walkCard } from '../../cli/commands/check/walk/index.js';
import { ACTION_ADDRESSES, ACTION_LINKS, ACTION_WAYS, PAGE_ADDRESSES, PAGE_LINKS, REDIRECTS } from './check/routes.js';

const list = (text: string) => text.trim().split(/\s+/);
const actions = list(ACTION_ADDRESSES);
const pages = list(PAGE_ADDRESSES);
const escaped = (text: string) => text.replaceAll('&', '&amp;');
const anchor = (address: string) => `<a href="${escaped(address)}">Open</a>\n`;
const numbered = (links: readonly string[], prefix: string) =>
  links.map((link, at) => link.replaceAll('HREF', `/${prefix}/${at}`)).join('\n');
const page = (body: string) => `<!doctype html><html><head><title>A</title></head><body>${body}</body></html>`;

/** Pages that hold what the first one has no room for: a walk ends after 200 pages. */
const PARTS: Record<string, string> = {
  '/part1': page(actions.map(anchor).join('')),
  '/part2': page(numbered(ACTION_LINKS, 'a')),
  '/part3': page(numbered(PAGE_LINKS, 'p')),
  '/part4': page(`${ACTION_WAYS.join('\n')}<a href="/to-page">P</a><script src="/js/delete-order.js"></script>`),
};

async function asked(first: string): Promise<{ paths: string[]; skipped: string[] }> {
  const paths: string[] = [];
  const server: Server = createServer((request, response) => {
    const url = request.url!.replace(/[?&]ld_referrer=[^&]*/, '');
    paths.push(`${request.method === 'GET' ? '' : request.method}${url}`);
    const location = REDIRECTS[url];
    if (location) return void response.writeHead(302, { location }).end();
    response.writeHead(200, { 'content-type': /\.js$|jsonp/.test(url) ? 'text/javascript' : 'text/html' });
    response.end(url === '/' ? first : (PARTS[url] ?? page('')));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { skipped } = await walkCard(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return {
      paths,
      skipped: skipped.map(({ address }) => address.replace(/^http:\/\/[^/]*/, '')),
    };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('none of the actions of a server is asked for, and each is listed', async () => {
  const { paths, skipped } = await asked(page(Object.keys(PARTS).map(anchor).join('')));
  const isHarmless = (path: string) =>
    /^\/(part\d|p\/.*|form\/search.*|to-page|redirected\/page|to-action|to-script-action\.js|js\/.*|)$/.test(path);
  assert.equal(
    paths.filter((path) => !isHarmless(path)),
    [],
  );
  const unlisted = actions.filter((address) => !skipped.some((one) => decodeURI(one) === decodeURI(address)));
  assert.equal(unlisted, []);
  const asPages = PAGE_LINKS.map((_, at) => `/p/${at}`).filter(
    (path) => !paths.some((one) => one.split('?')[0] === path),
  );
  assert.equal(asPages, []);
  for (const path of ['/redirected/page', '/js/delete-order.js', '/form/search?q='])
    assert.ok(paths.includes(path), path);
});

test('pages whose names are like those of actions are asked for', async () => {
  const { paths, skipped } = await asked(page(pages.map(anchor).join('')));
  assert.equal(skipped, []);
  assert.equal(
    pages.filter((address) => !paths.includes(address)),
    [],
  );
});

test.run();
