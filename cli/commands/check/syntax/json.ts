/** JSON texts of which parts are not known. */
import { BARE, UNKNOWN } from './data.js';

/** Stands for a part that is not known; no text of a card has it. */
const HOLE = '\u0000';
/** Stands for such a part where no quotes are around it. */
const BARE_HOLE = '\u0001';

/** A part that is JSON by itself. */
export const ENCODED = `"${HOLE}"`;

const TOKEN =
  /\s+|"(?:\\[^]|[^"\\\n])*"|[{}[\],:]|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])|(?:true|false|null)\b/y;
/** What a text may end with, where the rest is not known. */
const UNFINISHED = /"(?:\\[^]|[^"\\\n])*$|-?\d*\.?\d*$|[a-z]*$/y;

export interface ReadJson {
  /** `broken`: it is meant for JSON of a command, and is none. */
  form: 'text' | 'broken' | 'unknown';
  value: unknown;
}

/** @param parts of the text; `null` for one that is not known. */
export function readJson(parts: readonly (string | null)[]): ReadJson {
  const text = parts.map((part) => part ?? HOLE).join('');
  const isWhole = !text.includes(HOLE);
  const attempts = isWhole ? [text] : [filled(text, '"\\u0001"'), filled(text, '')];
  for (const attempt of attempts) {
    try {
      return {
        form: 'text',
        value: JSON.parse(attempt, (_, value) =>
          value === BARE_HOLE ? BARE : typeof value === 'string' && value.includes(HOLE) ? UNKNOWN : value,
        ),
      };
    } catch {
      // The next attempt, or none.
    }
  }
  const isMeant = /^\s*[{[]/.test(text) && /["'\s{]action["']?\s*:/.test(text);
  if (isMeant && (isWhole || !mayBegin(text.slice(0, text.indexOf(HOLE))))) return { form: 'broken', value: text };
  return isWhole ? { form: 'text', value: text } : { form: 'unknown', value: UNKNOWN };
}

/** The text with something for what is not known: within a string a mark, elsewhere a value. */
function filled(text: string, value: string): string {
  let filled = '';
  let isString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === HOLE) filled += isString ? '\\u0000' : value;
    else {
      filled += character;
      if (character === '\\' && isString) filled += text[++at] ?? '';
      else if (character === '"') isString = !isString;
    }
  }
  return filled;
}

/** Whether a text may be the beginning of JSON. */
function mayBegin(text: string): boolean {
  if (/,\s*[}\]]/.test(text.replace(/"(?:\\[^]|[^"\\\n])*"/g, '""'))) return false;
  let at = 0;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    if (TOKEN.test(text)) at = TOKEN.lastIndex;
    else {
      UNFINISHED.lastIndex = at;
      return UNFINISHED.test(text);
    }
  }
  return true;
}
