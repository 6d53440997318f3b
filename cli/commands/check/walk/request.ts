/** Asks for an address as a browser does that shows the card in LeadDesk's frame; redirects are answers like others. */
import { get as getPlain, type IncomingMessage } from 'node:http';
import { get as getSecure, type RequestOptions } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { isLoopback, LEADDESK } from '../../../shared/origins.js';
import type { Exchange } from './exchange.js';

export interface Question {
  address: URL;
  asked: Exchange['asked'];
  isEntry: boolean;
  from?: string;
  cookies: string;
  /** `Authorization`, where the address of the card has a password. */
  authorization?: string | undefined;
  /** The page that leads there; absent: LeadDesk does. */
  referrer?: URL;
  /** Whether any certificate is taken. That of this machine always is. */
  isInsecure?: boolean;
  /** How long the whole of an answer may take, in ms. */
  timeout: number;
}

export const MAX_REDIRECTS = 20;
export const ANSWER_TIMEOUT_MS = 20_000;
const MAX_BODY_BYTES = 8 * 1024 * 1024;
const MAX_HEADER_BYTES = 256 * 1024;
const TOO_LONG = 'is longer than 8 MB';

/** Asks, and never throws: what goes wrong is the answer's failure. */
export async function ask(question: Question): Promise<Exchange> {
  const { address, asked, isEntry, from, timeout } = question;
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
  const signal = AbortSignal.timeout(timeout);
  let response: IncomingMessage | undefined;
  try {
    response = await respond(question, signal);
    await receive(exchange, response);
  } catch (error) {
    exchange.failure = signal.aborted
      ? `${exchange.status ? 'does not end' : 'does not answer'} within ${Math.round(timeout / 100) / 10} s`
      : failureOf(error as NodeJS.ErrnoException, exchange.status > 0);
    response?.destroy();
    // A page that the browser would get a part of is none that can be checked.
    exchange.isPage = false;
  }
  return exchange;
}

function respond(question: Question, signal: AbortSignal): Promise<IncomingMessage> {
  const { address, asked, isEntry, cookies, authorization, referrer, isInsecure } = question;
  if (!/^https?:$/.test(address.protocol)) throw new Error(`is no web address (${address.protocol})`);
  const isPage = asked === 'page';
  const options: RequestOptions = {
    signal,
    // A connection that is kept would keep its socket's listeners, and errors of it without a request.
    agent: false,
    // As lenient as browsers are, which show such answers.
    insecureHTTPParser: true,
    maxHeaderSize: MAX_HEADER_BYTES,
    rejectUnauthorized: !isInsecure && !isLoopback(address.host),
    headers: {
      Accept: isPage ? 'text/html,application/xhtml+xml,*/*;q=0.8' : '*/*',
      'Accept-Encoding': 'identity',
      'Accept-Language': 'en',
      'User-Agent': 'Mozilla/5.0 (compatible; create-leaddesk-card check)',
      'Sec-Fetch-Dest': isPage ? 'iframe' : 'script',
      'Sec-Fetch-Mode': isPage ? 'navigate' : 'no-cors',
      'Sec-Fetch-Site': isEntry || referrer?.origin !== address.origin ? 'cross-site' : 'same-origin',
      Referer: refererFor(address, referrer),
      ...(cookies && { Cookie: cookies }),
      ...(authorization !== undefined && { Authorization: authorization }),
    },
  };
  return new Promise((resolve, reject) => {
    const get = address.protocol === 'https:' ? getSecure : getPlain;
    get(address, options, resolve)
      .on('error', reject)
      .on('upgrade', (_, socket) => {
        socket.destroy();
        reject(new Error('changes to another protocol, which was not asked for'));
      })
      // An end without an answer and without an error; after either of them it says nothing.
      .on('close', () => reject(new Error('ends without an answer')));
  });
}

/** Referrer Policy, "strict-origin-when-cross-origin", which is what browsers do. */
function refererFor({ origin }: URL, referrer: URL | undefined): string {
  if (!referrer) return `${LEADDESK}/`;
  return referrer.origin === origin ? referrer.origin + referrer.pathname + referrer.search : `${referrer.origin}/`;
}

async function receive(exchange: Exchange, response: IncomingMessage): Promise<void> {
  exchange.status = response.statusCode!;
  for (let at = 0; at < response.rawHeaders.length; at += 2) {
    const [name = '', value = ''] = response.rawHeaders.slice(at, at + 2);
    if (/^set-cookie$/i.test(name)) exchange.cookies.push(value);
    else exchange.headers.append(name, value);
  }
  const { authorizationError } = response.socket as TLSSocket;
  if (authorizationError)
    exchange.untrusted = String((authorizationError as { code?: string }).code ?? authorizationError);
  if (exchange.status === 304) throw new Error('answers that it has not changed (304), though no copy of it is there');
  const location = response.headersDistinct.location?.find((value) => value.trim() !== '');
  if (/^30[12378]$/.test(String(exchange.status)) && location !== undefined) {
    response.destroy();
    return void (exchange.location = locationOf(location, exchange.address));
  }
  exchange.isPage = exchange.asked === 'page' && hasContent(exchange.status) && isPageType(exchange.headers);
  if (!exchange.isPage && !(exchange.asked === 'script' && hasContent(exchange.status))) return void response.destroy();
  const body = await read(response);
  // MIME Sniffing: what has no type is a page where it looks like one.
  if (exchange.isPage && !typeOf(exchange.headers) && !LOOKS_LIKE_PAGE.test(body.toString('latin1', 0, 512)))
    return void (exchange.isPage = false);
  exchange.body = body;
}

/** Without an address a redirect's own content is shown, as that of an answer of 200 (Fetch, "location URL"). */
function hasContent(status: number): boolean {
  return status >= 200 && status < 400 && ![204, 205, 304].includes(status);
}

/** Bytes that are no ASCII are sent on as they came. @throws for an address that no browser follows. */
function locationOf(text: string, base: URL): URL {
  const encoded = text.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16)}`);
  if (!URL.canParse(encoded, base.href)) throw new Error('redirects to an address that is none');
  const location = new URL(encoded, base.href);
  if (!/^https?:$/.test(location.protocol))
    throw new Error(`redirects to a ${location.protocol} address, which is no page`);
  return location;
}

const LOOKS_LIKE_PAGE =
  /^[\s\xef\xbb\xbf]*<(!--|!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|meta|link)[\s>]/i;

/** The MIME type; empty where there is none that means anything. */
function typeOf(headers: Headers): string {
  const type = (headers.get('content-type') ?? '').toLowerCase().split(/[;,]/)[0]!.trim();
  return /^(\*\/\*|(unknown|application)\/unknown)$/.test(type) || !type.includes('/') ? '' : type;
}

function isPageType(headers: Headers): boolean {
  const isSaved = /^\s*attachment\b/i.test(headers.get('content-disposition') ?? '');
  const type = typeOf(headers);
  const isNamed = /^(text\/html|application\/xhtml\+xml)$/.test(type);
  return !isSaved && (isNamed || (type === '' && !/nosniff/i.test(headers.get('x-content-type-options') ?? '')));
}

/** Why browsers do not run a script with such headers (Fetch, "should response … be blocked due to its MIME type"). */
export function blockedType(headers: Headers, isModule: boolean): string | undefined {
  const type = typeOf(headers);
  if (/^(text|application)\/(x-)?(java|ecma|live|j)script(1\.\d)?$/.test(type)) return undefined;
  const isStrict = isModule || /nosniff/i.test(headers.get('x-content-type-options') ?? '');
  if (!isStrict && !/^(image|audio|video)\/|^text\/csv$/.test(type)) return undefined;
  return `has ${type ? `the type ${type}` : 'no type'}, so that browsers do not run it`;
}

async function read(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      if ((size += chunk.length) > MAX_BODY_BYTES) throw new Error(TOO_LONG);
    }
  } finally {
    response.destroy();
  }
  return decoded(Buffer.concat(chunks), response.headers['content-encoding'] ?? '');
}

/** A body without its encodings, which some servers apply unasked (RFC 9110, "Content-Encoding"). */
function decoded(body: Buffer, encodings: string): Buffer {
  const codings = encodings
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim());
  return codings.reverse().reduce((bytes, coding) => {
    if (coding === '' || coding === 'identity' || !bytes.length) return bytes;
    const decode = DECODERS[coding];
    if (/^(zstd|x-?compress|compress|dcb|dcz)$/.test(coding))
      throw new Error(`is encoded as ${coding}, which was not asked for`);
    // Browsers pass over what is no encoding, such as `none` and `utf-8`.
    if (!decode) return bytes;
    try {
      return decode(bytes, { maxOutputLength: MAX_BODY_BYTES });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new Error(code === 'ERR_BUFFER_TOO_LARGE' ? TOO_LONG : `is no whole ${coding} (${code})`);
    }
  }, body);
}

const DECODERS: Record<string, (bytes: Buffer, options: { maxOutputLength: number }) => Buffer> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  br: brotliDecompressSync,
  // Some servers leave the header of zlib out; browsers take both.
  deflate: (bytes, options) => ((bytes[0]! & 15) === 8 ? inflateSync(bytes, options) : inflateRawSync(bytes, options)),
};

function failureOf({ code, message }: NodeJS.ErrnoException, hasBegun: boolean): string {
  if (hasBegun && /^(ECONNRESET|ERR_STREAM_PREMATURE_CLOSE|HPE_\w+|EPIPE)$/.test(code ?? ''))
    return 'is cut off before its end';
  if (code === 'ECONNREFUSED') return 'can not be reached: nothing listens there';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'can not be reached: its host is not known';
  if (/CERT|SELF_SIGNED|ERR_TLS|UNABLE_TO/.test(code ?? '')) return `has a certificate that is not trusted (${code})`;
  if (/^(HPE_|EPROTO|ERR_SSL)/.test(code ?? '')) return `answers something else than the scheme says (${code})`;
  return code ? `can not be reached (${code})` : message;
}
