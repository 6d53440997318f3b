/**
 * What other programs of this user may ask of a running simulator: `trigger` and `log` do, by the token that `dev`
 * leaves in `.leaddesk-card/dev.json`. Web pages may not, whatever they know: browsers name the page's origin.
 *
 *   POST /api/trigger {type, data?}      says an event to the card, as "Fire" does
 *   POST /api/agent {action, id?}        does what a button of the call bar does
 *   GET /api/log[?follow=1][&after=id]   the log, an entry a line, and with `follow` what comes
 *   GET /api/log?format=file             the log as it is exported
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Id } from '../../runtime/protocol.js';
import { type AgentAction, agentActions } from './agent.js';
import { send } from './http.js';
import type { Entry } from './log.js';
import type { Act, Session } from './session.js';

const MAX_BODY_BYTES = 1024 * 1024;
const MAX_BUFFERED_BYTES = 4 * 1024 * 1024;

/** An answer other than the one hoped for. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export async function answerApi(session: Session, token: string, request: IncomingMessage, response: ServerResponse) {
  try {
    const { pathname, searchParams } = new URL(request.url!, 'http://x');
    if (request.headers.origin !== undefined) throw new Refusal(403, 'Web pages may not ask here.');
    if (!isToken(request.headers.authorization, token))
      throw new Refusal(401, 'The token of .leaddesk-card/dev.json is needed: Authorization: Bearer <token>.');
    switch (`${request.method} ${pathname}`) {
      case 'GET /api/log':
        return sendLog(session, searchParams, response);
      case 'POST /api/trigger': {
        const { type, data } = await readBody(request);
        if (typeof type !== 'string' || !type) throw new Refusal(400, '"type" has to be the name of an event.');
        return await sendAct(response, session, () => session.fire(type, data));
      }
      case 'POST /api/agent': {
        const { action, id } = await readBody(request);
        if (typeof action !== 'string' || !Object.hasOwn(agentActions, action))
          throw new Refusal(400, `"action" has to be one of ${Object.keys(agentActions).join(', ')}.`);
        return await sendAct(response, session, () => session.agent(action as AgentAction, id as Id | undefined));
      }
      default:
        throw new Refusal(404, `There is no ${request.method} ${pathname}.`);
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    sendJson(response, error.status, { error: error.message });
  }
}

/** Compares hashes: those are of one length, and take one time. */
function isToken(authorization: string | undefined, token: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(authorization ?? ''), hash(`Bearer ${token}`));
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Refusal(413, 'The body is longer than a megabyte.');
    chunks.push(chunk);
  }
  try {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  } catch {}
  throw new Refusal(400, 'The body has to be a JSON object.');
}

async function sendAct(response: ServerResponse, session: Session, perform: () => Act) {
  if (!session.isReady) throw new Refusal(409, `No card is open in the simulator. Open ${session.home} in a browser.`);
  const { verdict, posted } = perform();
  if (verdict.kind !== 'valid') throw new Refusal(409, verdict.text);
  await posted;
  sendJson(response, 200, { text: verdict.text });
}

function sendLog(session: Session, query: URLSearchParams, response: ServerResponse) {
  if (query.get('format') === 'file') return sendJson(response, 200, session.logFile);
  const after = Number(query.get('after') ?? 0);
  response.writeHead(200, { 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'no-store' });
  response.flushHeaders();
  const write = (entry: Entry) => entry.id > after && response.write(`${JSON.stringify(entry)}\n`);
  session.log.forEach(write);
  if (!query.has('follow')) return void response.end();
  const unwatch = session.watch((happening) => {
    if (!happening) return;
    write(happening);
    if (response.writableLength > MAX_BUFFERED_BYTES) response.destroy();
  });
  response.on('close', unwatch);
}

function sendJson(response: ServerResponse, status: number, value: unknown) {
  send(response, status, 'application/json; charset=utf-8', `${JSON.stringify(value)}\n`);
}
