/** A running browser, as its engine's file offers it. */
export interface Engine {
  /** As the engine itself tells it: `140.12.0esr`. */
  readonly version: string;
  /** Opens a tab with its own cookies and storage. */
  newTab(): Promise<Tab>;
  /** Ends every process of the browser. */
  close(): Promise<void>;
}

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
  click(button: Button, modifiers: Modifier[]): Promise<void>;

  /** Presses and releases a key, for whatever has the focus. */
  press(key: string, modifiers: Modifier[]): Promise<void>;

  screenshot(): Promise<Buffer>;

  /** Ends the tab and its storage. */
  close(): Promise<void>;
}

/** A frame element of a document: its `name` or `id`, or its index in document order. */
export type FrameStep = string | number;

export type Button = 'left' | 'middle' | 'right';

export type Modifier = 'Alt' | 'Control' | 'Meta' | 'Shift';

export class FrameMissing extends Error {
  constructor(path: FrameStep[], options?: ErrorOptions) {
    super(`there is no frame ${path.join(' > ')}`, options);
    this.name = 'FrameMissing';
  }
}
