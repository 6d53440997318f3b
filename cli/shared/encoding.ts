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
 * characters are, which is all that is of interest here, are read as windows-1252, as browsers read Latin-1: it has a
 * character for each byte, curly quotation marks among them.
 */
export function decode(bytes: Buffer): Decoded {
  const start = bytes.subarray(0, 4).toString('latin1');
  if (/^\xff\xfe|^<\0/.test(start))
    return { text: bytes.toString('utf16le'), encode: (text) => Buffer.from(text, 'utf16le') };
  if (/^\xfe\xff|^\0</.test(start))
    return { text: swapped(bytes).toString('utf16le'), encode: (text) => swapped(Buffer.from(text, 'utf16le')) };
  if (isUtf8(bytes)) return { text: bytes.toString('utf8'), encode: (text) => Buffer.from(text, 'utf8') };
  return { text: decodeWindows1252(bytes), encode: encodeWindows1252 };
}

/** Its characters of the bytes from 0x80 to 0x9f. Some versions of Node decode them as Latin-1 has them. */
const HIGH = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Text in windows-1252 (Encoding Standard), which is what browsers read for Latin-1 and ASCII, too. */
export function decodeWindows1252(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[\x80-\x9f]/g, (byte) => HIGH[byte.charCodeAt(0) - 0x80]!);
}

function encodeWindows1252(text: string): Buffer {
  const latin1 = text.replace(/[^\0-\x7f\xa0-\xff]/gu, (character) => {
    const at = HIGH.indexOf(character);
    if (at < 0)
      throw new UserError(`The file's encoding has no ${JSON.stringify(character)}. Write the settings in ASCII.`);
    return String.fromCharCode(0x80 + at);
  });
  return Buffer.from(latin1, 'latin1');
}

function swapped(bytes: Buffer): Buffer {
  if (bytes.length % 2)
    throw new UserError('The file looks like UTF-16, but has an odd number of bytes. Save it as UTF-8.');
  return Buffer.from(bytes).swap16();
}
