/** An element of the card, found as a person would, by exactly one of role, label, text, css. */
export interface Target {
  /** An ARIA role. */
  role?: string;
  /** With `role`: a part of the accessible name, in whatever case. */
  name?: string;
  /** A part of a field's label, in whatever case. */
  label?: string;
  /** Part of a text that the card shows. */
  text?: string;
  css?: string;
}

/** Says that a target was not there. @param timeout in ms. */
export function notFound({ role, name, label, text, css }: Target, timeout: number): string {
  const what =
    role !== undefined
      ? `${role}${name === undefined ? '' : ` ${JSON.stringify(name)}`}`
      : label !== undefined
        ? `field ${JSON.stringify(label)}`
        : text !== undefined
          ? `text ${JSON.stringify(text)}`
          : `element ${css}`;
  return `The card showed no ${what} that could be used within ${timeout / 1000} s.`;
}
