/** Asks for an address as a browser does that shows the card in LeadDesk's frame; redirects are answers like others. */
import { get as getPlain, type IncomingMessage, type RequestOptions } from 'node:http';
import { get as getSecure } from 'node:https';
import type { Exchange } from './exchange.js';

export interface Question {
  address: URL;
  asked: Exchange['asked'];
  isEntry: boolean;
  from?: string;
  cookies: string;
  /** The page that leads there; absent: LeadDesk does. */
  referrer?: URL;
}

/** Whose referrer the first page gets. */
export const LEADDESK = 'https://login.leaddesk.com';

/** For how long an answer is waited for, in ms, and how much of it is read. */
const PATIENCE = 20_000;
const LARGEST = 8 * 1024 * 1024;

/** Asks, and never throws: what goes wrong is the answer's failure. */
export async function ask(question: Question): Promise<Exchange> {
  const { address, asked, isEntry, from } = question;
  const exchange: Exchange = {
    address,
    asked,
    isEntry,
    ...(from !== undefined && { from }),
    status: 0,
    headers: new Headers(),
    cookies: [],
    isPage: false,
  };
  try {
    await receive(exchange, await respond(question));
  } catch (error) {
    exchange.failure = failureOf(error as NodeJS.ErrnoException);
  }
  return exchange;
}

function respond({ address, asked, isEntry, cookies, referrer }: Question): Promise<IncomingMessage> {
  const isPage = asked === 'page';
  const options: RequestOptions = {
    signal: AbortSignal.timeout(PATIENCE),
    headers: {
      Accept: isPage ? 'text/html,application/xhtml+xml,*/*;q=0.8' : '*/*',
      'Accept-Encoding': 'identity',
      'Accept-Language': 'en',
      'User-Agent': 'Mozilla/5.0 (compatible; create-leaddesk-card check)',
      'Sec-Fetch-Dest': isPage ? 'iframe' : 'script',
      'Sec-Fetch-Mode': isPage ? 'navigate' : 'no-cors',
      'Sec-Fetch-Site': isEntry ? 'cross-site' : 'same-origin',
      Referer: referrer?.href ?? `${LEADDESK}/`,
      ...(cookies && { Cookie: cookies }),
    },
  };
  return new Promise((resolve, reject) => {
    const get = address.protocol === 'https:' ? getSecure : getPlain;
    get(address, options, resolve).on('error', reject);
  });
}

async function receive(exchange: Exchange, response: IncomingMessage): Promise<void> {
  exchange.status = response.statusCode!;
  for (let at = 0; at < response.rawHeaders.length; at += 2) {
    const [name = '', value = ''] = response.rawHeaders.slice(at, at + 2);
    if (/^set-cookie$/i.test(name)) exchange.cookies.push(value);
    else exchange.headers.append(name, value);
  }
  const location = exchange.headers.get('location');
  if (
    /^30[12378]$/.test(String(exchange.status)) &&
    location !== null &&
    URL.canParse(location, exchange.address.href)
  ) {
    exchange.location = new URL(location, exchange.address.href);
  }
  const type = exchange.headers.get('content-type') ?? '';
  exchange.isPage =
    exchange.asked === 'page' && exchange.status === 200 && /^\s*(text\/html|application\/xhtml\+xml)\b/i.test(type);
  if (exchange.isPage || (exchange.asked === 'script' && exchange.status === 200)) exchange.body = await read(response);
  else response.destroy();
}

async function read(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    if ((size += chunk.length) > LARGEST) throw new Error('is longer than 8 MB');
  }
  return Buffer.concat(chunks);
}

function failureOf({ code, name, message }: NodeJS.ErrnoException): string {
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ABORT_ERR')
    return `does not answer within ${PATIENCE / 1000} s`;
  if (code === 'ECONNREFUSED') return 'can not be reached: nothing listens there';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'can not be reached: its host is not known';
  if (/CERT|SELF_SIGNED|ERR_TLS|UNABLE_TO/.test(code ?? '')) return `has a certificate that is not trusted (${code})`;
  return code ? `can not be reached (${code})` : message;
}
