/** One line at a terminal that says how far the walk is; nothing elsewhere. */

type Stream = Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>;

export interface Progress {
  show(text: string): void;
  /** Leaves an empty line. */
  clear(): void;
}

export function createProgress(stream: Stream = process.stderr): Progress {
  if (!stream.isTTY) return { show() {}, clear() {} };
  return {
    show: (text) => void stream.write(`\r\x1b[K${text.slice(0, (stream.columns || 80) - 1)}`),
    clear: () => void stream.write('\r\x1b[K'),
  };
}
