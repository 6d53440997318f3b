/** The text of an answer, as a browser reads it. */
import { isUtf8 } from 'node:buffer';
import { decodeWindows1252 } from '../../../shared/encoding.js';

/**
 * Decodes a page or script: by its byte order mark, the answer's `Content-Type`, the page's own declaration, and by
 * what the bytes can be (HTML, "determining the character encoding").
 */
export function textOf(body: Buffer, contentType: string | null, inherited?: string): string {
  const label = markOf(body) ?? charsetIn(contentType) ?? declaredIn(body) ?? inherited;
  const byLabel = label === undefined ? undefined : decoderFor(label);
  const decoder = byLabel ?? new TextDecoder(isUtf8(body) ? 'utf-8' : 'windows-1252');
  return decoder.encoding === 'windows-1252' ? decodeWindows1252(body) : decoder.decode(body);
}

function markOf(body: Buffer): string | undefined {
  const start = body.subarray(0, 3).toString('latin1');
  if (start === '\xef\xbb\xbf') return 'utf-8';
  if (start.startsWith('\xff\xfe')) return 'utf-16le';
  return start.startsWith('\xfe\xff') ? 'utf-16be' : undefined;
}

function charsetIn(contentType: string | null): string | undefined {
  return /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType ?? '')?.[1];
}

/** HTML, "prescan a byte stream to determine its encoding": UTF-16 cannot be declared by letters of ASCII. */
function declaredIn(body: Buffer): string | undefined {
  const label = /<meta[^>]*?charset\s*=\s*["']?([\w-]+)/i.exec(body.subarray(0, 1024).toString('latin1'))?.[1];
  return label !== undefined && /^utf-?16/i.test(label) ? 'utf-8' : label;
}

function decoderFor(label: string): TextDecoder | undefined {
  try {
    return new TextDecoder(label);
  } catch {
    // A name that no browser knows either.
    return undefined;
  }
}
