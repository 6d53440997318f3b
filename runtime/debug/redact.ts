/**
 * Replaces what could tell who a contact is. The same value becomes the same alias, so that a log stays of a piece.
 * Pure.
 */

/** Words of the protocol: they say nothing of a contact. */
const PLAIN = /^(action|type|target)$/;

export interface Aliases {
  /** A value's alias: an id for an id, a phone number for a phone number, else a numbered text. */
  alias(value: unknown): unknown;
  /** A message's text with aliases for its values; a message that is no JSON becomes an alias as a whole. */
  aliasText(text: string): string;
  /** A page without its query. */
  page(page: string): string;
}

/** @param isOff whether everything stays as it is. */
export function createAliases(isOff: boolean): Aliases {
  const known = new Map<string, number>();
  const numberOf = (value: unknown) => {
    const key = String(value);
    if (!known.has(key)) known.set(key, known.size + 1);
    return known.get(key)!;
  };

  function alias(value: unknown): unknown {
    if (isOff || value == null || value === '' || typeof value === 'boolean') return value;
    if (typeof value === 'number') return 1000 + numberOf(value);
    const text = String(value);
    if (/^\d{1,9}$/.test(text)) return String(1000 + numberOf(text));
    if (/^\+?[\d\s()./-]{5,}$/.test(text)) return `+35800000${1000 + numberOf(text)}`;
    return `text-${numberOf(text)}`;
  }

  function within(value: unknown, name = ''): unknown {
    if (PLAIN.test(name)) return value;
    if (Array.isArray(value)) return value.map((item) => within(item));
    if (typeof value !== 'object' || value === null) return alias(value);
    const copy: Record<string, unknown> = {};
    for (const key of Object.keys(value)) copy[key] = within((value as Record<string, unknown>)[key], key);
    return copy;
  }

  return {
    alias,
    aliasText(text) {
      if (isOff) return text;
      try {
        return JSON.stringify(within(JSON.parse(text)));
      } catch (_) {
        return String(alias(text));
      }
    },
    page: (page) => (isOff ? page : page.split('?')[0]!),
  };
}
