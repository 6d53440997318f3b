/** A page's bytes as text, and back: byte for byte. */
import { isUtf8 } from 'node:buffer';
import { UserError } from './errors.js';

export interface Decoded {
  text: string;
  /** @throws UserError for a character that the encoding does not have. */
  encode(text: string): Buffer;
}

/**
 * Decodes by the byte order mark, or by what the bytes can be. Encodings that agree with ASCII where HTML's own
 * characters are, which is all that is of interest here, are read as Latin-1: it has a character for each byte.
 */
export function decode(bytes: Buffer): Decoded {
  const start = bytes.subarray(0, 4).toString('latin1');
  if (/^\xff\xfe|^<\0/.test(start))
    return { text: bytes.toString('utf16le'), encode: (text) => Buffer.from(text, 'utf16le') };
  if (/^\xfe\xff|^\0</.test(start))
    return { text: swapped(bytes).toString('utf16le'), encode: (text) => swapped(Buffer.from(text, 'utf16le')) };
  if (isUtf8(bytes)) return { text: bytes.toString('utf8'), encode: (text) => Buffer.from(text, 'utf8') };
  return { text: bytes.toString('latin1'), encode: encodeLatin1 };
}

function encodeLatin1(text: string): Buffer {
  const foreign = /[^\0-\xff]/u.exec(text)?.[0];
  if (foreign)
    throw new UserError(`The file's encoding has no ${JSON.stringify(foreign)}. Write the settings in ASCII.`);
  return Buffer.from(text, 'latin1');
}

function swapped(bytes: Buffer): Buffer {
  if (bytes.length % 2)
    throw new UserError('The file looks like UTF-16, but has an odd number of bytes. Save it as UTF-8.');
  return Buffer.from(bytes).swap16();
}
