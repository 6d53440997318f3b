/** Headers that a card's server is told to send, as far as its code and settings say so in one place. */
import type { Source } from './source.js';

export interface DeclaredHeader {
  source: Source;
  /** Where in the source. */
  at: number;
  name: 'x-frame-options' | 'frame-ancestors' | 'refresh';
  value: string;
}

/** Files in which servers are told what to send. */
export function mayDeclareHeaders(name: string): boolean {
  return (
    /\.(php\d?|phtml|inc|[cm]?[jt]s|java|kt|py|rb|cs|vb|go|conf|config|cfg|ini|toml|ya?ml|json|xml|properties|jspf?|aspx?|htaccess|vhost)$/i.test(
      name,
    ) || /(^|\/)(\.htaccess|_headers|nginx[^/]*|Caddyfile|httpd[^/]*)$/i.test(name)
  );
}

/** Comments of all languages, from the beginning of their line. */
const COMMENT = /^\s*(#(?!\[)|\/\/|\*|\/\*|;|--|<!--|rem\b|')/i;

const FRAME_OPTIONS = /\bX[-_]Frame[-_]Options\b[^\n]{0,60}?\b(DENY|SAMEORIGIN)\b/gi;
/** Spring Security says it in words. */
const FRAME_OPTIONS_CALL = /\bframeOptions\b[^\n;]{0,40}?\b(sameOrigin|deny)\b/gi;
/** Helmet sends `X-Frame-Options: SAMEORIGIN` and `frame-ancestors 'self'` unless it is told otherwise. */
const HELMET = /\bapp\.use\(\s*helmet\(\s*\)\s*\)/g;
const FRAME_ANCESTORS = /\bframe-ancestors\b["']?\s*[:,]?\s*([^;\n]*)/gi;

/** `header('Refresh: 5; url=b.php')`, `res.set('Refresh', '0;url=/b')` */
const REFRESH =
  /\b(?:header|set|append|add)(?:_?header)?\s*\(?\s*['"]Refresh['"]?\s*[:,]?\s*['"]?\s*(\d+\s*[;,]\s*url=[^'"\n)]+)(?=['"]\s*[),;])/gi;

export function declaredHeaders(source: Source): DeclaredHeader[] {
  const { text } = source;
  if (!/frame|helmet|refresh/i.test(text)) return [];
  const found: DeclaredHeader[] = [];
  const add = (at: number, name: DeclaredHeader['name'], value: string) => {
    const start = text.lastIndexOf('\n', at - 1) + 1;
    if (!COMMENT.test(text.slice(start, at))) found.push({ source, at, name, value });
  };
  for (const pattern of [FRAME_OPTIONS, FRAME_OPTIONS_CALL])
    for (const { index, 1: value } of text.matchAll(pattern)) add(index, 'x-frame-options', value!.toUpperCase());
  for (const { index } of text.matchAll(HELMET)) add(index, 'x-frame-options', 'SAMEORIGIN');
  for (const { index, 1: value } of text.matchAll(REFRESH)) add(index, 'refresh', value!.trim());
  for (const { index, 1: value } of text.matchAll(FRAME_ANCESTORS)) {
    const sources =
      value!.match(
        /'(?:self|none)'|\bhttps?:\/\/[^\s"'`,)\]]+|(?<![\w'.])\*(?:\.[\w.-]+)?|\bhttps?:(?=\s|$)|(?<![\w/.:-])[\w-]+(?:\.[\w-]+)+\b/gi,
      ) ?? [];
    // What a variable adds is not known.
    if (sources.length && !/\$\{|\$\w|<\?|<%|#\{|\+\s*\w/.test(value!))
      add(index, 'frame-ancestors', sources.join(' '));
  }
  return found;
}
