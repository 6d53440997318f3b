/** What each engine must be able to do. Everything else is built on this, once, in `page.ts`. */
export interface Tab {
  /** Loads a document and waits for its `load` event. */
  goto(url: string): Promise<void>;

  /**
   * Evaluates an expression whose value is a promise of a string, in the frame at the end of the path.
   * Throws `FrameMissing` when there is no such frame; nothing was evaluated then.
   */
  evaluate(path: FrameStep[], expression: string): Promise<string>;

  /** Moves the real pointer, in CSS pixels of the page's viewport. */
  move(x: number, y: number): Promise<void>;

  /** Presses and releases a button of the real pointer where it moved last. */
  click(x: number, y: number, button: Button, modifiers: Modifier[]): Promise<void>;

  /** Presses and releases a key, for whatever has the focus. */
  press(key: string, modifiers: Modifier[]): Promise<void>;

  screenshot(): Promise<Buffer>;

  /** Ends the tab and its storage. */
  close(): Promise<void>;

  /** What the page's frames wrote to the console so far, uncaught errors included. */
  readonly console: ConsoleEntry[];
}

/** A frame element of a document: its `name` or `id`, or its index in document order. */
export type FrameStep = string | number;

export type Button = 'left' | 'middle' | 'right';

export type Modifier = 'Alt' | 'Control' | 'Meta' | 'Shift';

export interface ConsoleEntry {
  /** `uncaught` is an error or a rejection that nothing handled. */
  type: 'debug' | 'error' | 'info' | 'log' | 'uncaught' | 'warning';
  text: string;
}

export class FrameMissing extends Error {
  constructor(path: FrameStep[], options?: ErrorOptions) {
    super(`there is no frame ${path.join(' > ')}`, options);
    this.name = 'FrameMissing';
  }
}

/** The expression that finds a frame element in a document. */
export function frameElement(step: FrameStep): string {
  const find = (wanted: FrameStep) => {
    const elements = Array.from(document.querySelectorAll<HTMLIFrameElement>('iframe, frame'));
    return typeof wanted === 'number' ? elements[wanted] : elements.find(({ name, id }) => name === wanted || id === wanted);
  };
  return `(${find})(${JSON.stringify(step)})`;
}
