import { until, within } from '../until.js';
import { frameElement, FrameMissing, type Button, type FrameStep, type Modifier, type Tab } from './tab.js';

/** An element: a selector, where `>>>` enters an open shadow root, or a function of the page that returns it. */
export type Target = string | (() => Element | null | undefined);

export interface ClickOptions {
  button?: Button;
  modifiers?: Modifier[];
  /** Where in the element's box, in CSS pixels from its top left; its middle when absent. */
  at?: { x: number; y: number };
}

/** A frame, known by its path from the top: it is looked up anew for every call, so it survives navigations. */
export class Frame {
  constructor(
    protected readonly tab: Tab,
    private readonly path: FrameStep[],
  ) {}

  /** A frame within this one, by the name, id or index of its element: `page.frame('card', 'inner')`. */
  frame(...steps: FrameStep[]): Frame {
    return new Frame(this.tab, [...this.path, ...steps]);
  }

  /**
   * Calls a function in the page, with arguments and a result that JSON can carry, and awaits its promise. It sees
   * nothing of the test's scope. Waits for the frame, and throws what the function throws. A string is an expression.
   */
  evaluate<A extends unknown[], R>(script: (...args: A) => R, ...args: A): Promise<Awaited<R>>;
  evaluate<R = unknown>(script: string): Promise<R>;
  async evaluate(script: unknown, ...args: unknown[]): Promise<unknown> {
    const value = typeof script === 'function' ? `(${script})(...${JSON.stringify(args)})` : `(${script})`;
    const answer = await within(this.whenThere(enclose(value)), `evaluating ${shorten(value)}`);
    const { result, error } = JSON.parse(answer);
    if (error !== undefined) throw new Error(`${error}\n    in the page, evaluating ${shorten(value)}`);
    return result;
  }

  /** Calls the function until it returns something truthy, through any number of navigations, and returns that. */
  waitFor<A extends unknown[], R>(script: (...args: A) => R, ...args: A): Promise<Awaited<R>>;
  waitFor<R = unknown>(script: string): Promise<R>;
  waitFor(script: unknown, ...args: unknown[]): Promise<unknown> {
    return until(() => this.evaluate(script as () => unknown, ...(args as [])), shorten(String(script)));
  }

  /** The address of the frame's document. */
  url(): Promise<string> {
    return this.evaluate(() => location.href);
  }

  /** Clicks with the real pointer, once the element is under it: a trusted click, in whatever process the frame is. */
  async click(target: Target, { button = 'left', modifiers = [], at }: ClickOptions = {}): Promise<void> {
    const element = find(target);
    const point = await until(async () => {
      const { x, y } = await this.reach(`(${pointOf})(${element}, ${JSON.stringify(at ?? null)})`);
      await this.tab.move(x, y);
      return (await this.evaluate<boolean>(`(${isUnderPointer})(${element})`)) && { x, y };
    }, `the pointer to reach ${shorten(String(target))}`);
    await this.tab.click(point.x, point.y, button, modifiers);
  }

  /** Gives an element the focus without a click. */
  async focus(target: Target): Promise<void> {
    await this.waitFor<boolean>(`(${takesFocus})(${find(target)})`);
  }

  /** Presses a key, by its `KeyboardEvent.key`, for whatever has the focus, be it in another frame. */
  press(key: string, { modifiers = [] }: { modifiers?: Modifier[] } = {}): Promise<void> {
    return this.tab.press(key, modifiers);
  }

  /** Focuses a field and types into it, key by key. */
  async type(target: Target, text: string): Promise<void> {
    await this.focus(target);
    for (const key of text) await this.press(key);
  }

  /** Scrolls a point of this frame into view, in all frames around it too; where it is then in the page's viewport. */
  private async reach(expression: string): Promise<Point> {
    let point = await this.evaluate<Point>(expression);
    for (let depth = this.path.length; depth > 0; depth--) {
      const around = new Frame(this.tab, this.path.slice(0, depth - 1));
      point = await around.evaluate<Point>(`(${pointThrough})(${frameElement(this.path[depth - 1]!)}, ${JSON.stringify(point)})`);
    }
    return point;
  }

  /** Waits for the frame only: whatever else fails may have run already, and must not run twice. */
  private async whenThere(expression: string): Promise<string> {
    const outcome = await until(
      () =>
        this.tab.evaluate(this.path, expression).then(
          (text) => () => text,
          (error: unknown) => {
            if (error instanceof FrameMissing) throw error;
            return () => {
              throw error;
            };
          },
        ),
      `the frame ${this.path.join(' > ')}`,
    );
    return outcome();
  }
}

/** A tab with cookies and storage of its own; as a frame, its top document. */
export class Page extends Frame {
  constructor(tab: Tab) {
    super(tab, []);
  }

  /** What all frames of the page wrote to the console so far. */
  get console() {
    return this.tab.console;
  }

  /** Loads a document and waits for its `load` event, hence for its frames. */
  goto(url: string): Promise<void> {
    return within(this.tab.goto(url), `loading ${url}`);
  }

  /** A picture of what is seen, as PNG. */
  screenshot(): Promise<Buffer> {
    return this.tab.screenshot();
  }

  close(): Promise<void> {
    return this.tab.close();
  }
}

interface Point {
  x: number;
  y: number;
}

/** Makes any expression answer in JSON, its error too. tsx wraps named functions in `__name`, which no page has. */
function enclose(expression: string): string {
  return `(async () => {
    const __name = (named) => named;
    try {
      return JSON.stringify({ result: await ${expression} });
    } catch (error) {
      return JSON.stringify({ error: error instanceof Error ? error.name + ': ' + error.message : String(error) });
    }
  })()`;
}

function find(target: Target): string {
  if (typeof target === 'function') return `(${target})()`;
  const pierce = (selectors: string[]) => {
    let element: Element | null = null;
    for (const selector of selectors) {
      const root: ParentNode | null | undefined = element ? element.shadowRoot : document;
      element = root?.querySelector(selector) ?? null;
    }
    return element;
  };
  return `(${pierce})(${JSON.stringify(target.split('>>>'))})`;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}

// The functions below run in the page.

function pointOf(element: Element | null | undefined, at: Point | null): Point {
  if (!element) throw new Error('there is no such element');
  const boxes = [...Array.from(element.getClientRects()), element.getBoundingClientRect()];
  const seen = () => boxes.find(({ width, height }) => width > 0 && height > 0);
  let box = seen();
  if (!box) throw new Error('the element has no box');
  const inView = ({ left, top, right, bottom }: DOMRect) =>
    left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
  if (!inView(box)) {
    element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    boxes.splice(0, boxes.length, ...Array.from(element.getClientRects()), element.getBoundingClientRect());
    box = seen()!;
  }
  return { x: box.left + (at ? at.x : box.width / 2), y: box.top + (at ? at.y : box.height / 2) };
}

function pointThrough(frame: Element, inside: Point): Point {
  const style = getComputedStyle(frame);
  const locate = (): Point => {
    const box = frame.getBoundingClientRect();
    return {
      x: box.left + frame.clientLeft + parseFloat(style.paddingLeft) + inside.x,
      y: box.top + frame.clientTop + parseFloat(style.paddingTop) + inside.y,
    };
  };
  const { x, y } = locate();
  if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) {
    scrollBy({ left: x - innerWidth / 2, top: y - innerHeight / 2, behavior: 'instant' });
  }
  return locate();
}

/** An image's areas have no box: over one of them, its map has the pointer and the image has not. */
function isUnderPointer(element: Element | null | undefined): boolean {
  if (!element) return false;
  return element.matches(':hover') || (element.hasAttribute('usemap') && document.querySelector('map:hover') !== null);
}

function takesFocus(element: Element | null | undefined): boolean {
  if (!element) throw new Error('there is no such element');
  (element as HTMLElement).focus();
  return element.matches(':focus') && document.hasFocus();
}
