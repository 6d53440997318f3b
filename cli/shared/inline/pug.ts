/** The runtime in a page that is written in Pug, where lines and their indentation are the syntax. Pure. */
import { UserError } from '../errors.js';
import { isRuntime } from '../runtime-script.js';
import { lineBreakOf } from '../text.js';
import { attributesOf, policyComment, type Settings, scriptText } from './element.js';
import type { Request, State } from './request.js';

interface Line {
  start: number;
  /** Before its line break. */
  end: number;
  indentation: string;
  /** Behind the indentation. */
  content: string;
}

const POLICY = /^\/\/- Content-Security-Policy: script-src '/;

/** The script element on a line. */
export function pugElement(script: string, settings: Settings, there: ReadonlyMap<string, string> = new Map()): string {
  const attributes = new Map(there);
  for (const [name, value] of attributesOf(settings, 'pug'))
    attributes.set(name, name === 'nonce' ? value : quoted(name, settings));
  const list = [...attributes].map(([name, value]) => (value ? `${name}=${value}` : name)).join(' ');
  return `script${list && `(${list})`} ${scriptText(script, 'pug')}`;
}

export function pugState(source: string, request: Request): State {
  const [found, ...more] = runtimeLines(source);
  if (more.length) throw twice(request, more.length + 1);
  if (!found) return 'missing';
  if (!found.content.endsWith(` ${scriptText(request.runtime, 'pug')}`)) return 'outdated';
  if (request.companion?.isWanted && !source.includes(scriptText(request.companion.script, 'pug')))
    return 'no companion';
  return withRuntimeInPug(source, request) === source ? 'current' : 'other settings';
}

/** @throws UserError when there is no head of a shape that can be told. */
export function withRuntimeInPug(source: string, request: Request): string {
  const lines = [...linesOf(source)];
  const there = runtimeLines(source);
  if (there.length > 1) throw twice(request, there.length);
  const { runtime, settings } = request;
  const { nonce } = settings;
  const scripts = [runtime, ...(request.companion?.isWanted ? [request.companion.script] : [])];
  const policy = policyComment(scripts, 'pug');
  const place = there[0] ? replacedAt(lines, there[0]) : insertedAt(lines, request);
  const attributes = attributesIn(there[0]);
  const ofNonce = new Map([...attributes].filter(([name]) => name === 'nonce'));
  const text = scripts.map((script, at) =>
    at ? pugElement(script, { nonce }, ofNonce) : pugElement(script, settings, attributes),
  );
  text.push(policy);
  const lineBreak = lineBreakOf(source);
  const block = text.map((line) => place.indentation + line).join(lineBreak);
  return place.start === place.end
    ? source.slice(0, place.start) + lineBreak + block + source.slice(place.start)
    : source.slice(0, place.start) + block + source.slice(place.end);
}

interface Place {
  start: number;
  end: number;
  indentation: string;
}

/** The lines of the runtime, of the companion behind it, and of the comment. */
function replacedAt(lines: Line[], first: Line): Place {
  const at = lines.findIndex(({ start }) => start === first.start);
  let end = first.end;
  for (const next of lines.slice(at + 1, at + 3)) {
    if (POLICY.test(next.content) || /^script(\(.*?\))? .*ld_call/.test(next.content)) end = next.end;
    else break;
  }
  return { start: first.start, end, indentation: first.indentation };
}

function insertedAt(lines: Line[], { file }: Request): Place {
  const at = lines.findIndex(({ content }) => /^head(\([^()]*\))?[ \t]*$/.test(content));
  const head = lines[at];
  if (!head)
    throw new UserError(
      `${file} has no head on a line by itself to put the runtime into. Name the file in which the pages' head is written.`,
    );
  const next = lines.slice(at + 1).find(({ content }) => content !== '');
  const isInside = next !== undefined && next.indentation.length > head.indentation.length;
  const indentation = isInside ? next.indentation : `${head.indentation}  `;
  const isEncoding = isInside && /^meta\([^)]*charset/i.test(next.content);
  const place = isEncoding ? next.end : head.end;
  return { start: place, end: place, indentation };
}

/** The attributes of a line's element: their names, and the expressions of their values. */
function attributesIn(line: Line | undefined): Map<string, string> {
  const attributes = new Map<string, string>();
  if (line?.content[6] !== '(') return attributes;
  const token = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[([{]|[)\]}]|[\s,]+|[^\s,"'()[\]{}]+/gy;
  token.lastIndex = 7;
  let depth = 0;
  let current = '';
  for (let found = token.exec(line.content); found; found = token.exec(line.content)) {
    const [text] = found;
    if (/^[)\]}]$/.test(text) && depth-- === 0) break;
    if (/^[([{]$/.test(text)) depth++;
    if (depth || !/^[\s,]/.test(text)) current += text;
    else current = added(attributes, current);
  }
  added(attributes, current);
  return attributes;
}

function added(attributes: Map<string, string>, text: string): '' {
  const [, name = '', value = ''] = /^([^=]*)=?([^]*)$/.exec(text)!;
  if (name) attributes.set(name, value);
  return '';
}

function runtimeLines(source: string): Line[] {
  return [...linesOf(source)].filter(({ content }) => /^script[(. ]/.test(content) && isRuntime(content));
}

function* linesOf(source: string): Generator<Line> {
  let start = 0;
  for (const { index, 0: lineBreak } of source.matchAll(/\r\n?|\n|$/g)) {
    const line = source.slice(start, index);
    const content = line.trimStart();
    yield { start, end: index, indentation: line.slice(0, line.length - content.length), content };
    start = index + lineBreak.length;
  }
}

function quoted(attribute: string, settings: Settings): string {
  return JSON.stringify(settings[attribute.replace('data-ld-', '') as keyof Settings]);
}

function twice({ file }: Request, times: number): UserError {
  return new UserError(`${file} has the runtime ${times} times. Remove all script elements of it but the first.`);
}
