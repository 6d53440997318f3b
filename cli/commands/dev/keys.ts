/** Single keys in the terminal, as in Vite. */

export interface Key {
  /** What it does, for the list of keys. */
  readonly does: string;
  press(): void;
}

/**
 * Listens for keys, where there is a keyboard.
 *
 * @param interrupted is called at Ctrl-C: a terminal that gives single keys does not make it a signal.
 * @returns the function that ends it and gives the terminal back; `null` where there is no keyboard.
 */
export function listenForKeys(keys: Readonly<Record<string, Key>>, interrupted: () => void): (() => void) | null {
  const { stdin, stdout } = process;
  if (!stdin.isTTY || !stdout.isTTY) return null;
  const heard = (text: string) => {
    for (const key of text) {
      if (key === '\x03') interrupted();
      else if (Object.hasOwn(keys, key.toLowerCase())) keys[key.toLowerCase()]!.press();
    }
  };
  stdin.setRawMode(true);
  stdin.setEncoding('utf8').on('data', heard).resume();
  return () => {
    stdin.off('data', heard).pause();
    stdin.setRawMode(false);
  };
}
