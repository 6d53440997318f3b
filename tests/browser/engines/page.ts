import { type Truthy, until, within } from '../until.js';
import {
  find,
  frameElement,
  isUnderPointer,
  type Point,
  pointOf,
  pointThrough,
  type Target,
  takeFocus,
} from './elements.js';
import { type Button, FrameMissing, type FrameStep, type Modifier, type Tab } from './tab.js';

export interface ClickOptions {
  button?: Button;
  modifiers?: Modifier[];
  /** Where in the element's box, in CSS pixels from its top left; its middle when absent. */
  at?: Point;
}

/** A frame, known by its path from the top: it is looked up again for every call, so it survives navigations. */
export class Frame {
  private readonly path: FrameStep[];

  constructor(
    protected readonly tab: Tab,
    private readonly around?: Frame,
    private readonly step: FrameStep = '',
  ) {
    this.path = around ? [...around.path, step] : [];
  }

  /** A frame within this one, by the name, id or index of its element: `page.frame('card', 'inner')`. */
  frame(...steps: FrameStep[]): Frame {
    return steps.reduce<Frame>((around, step) => new Frame(this.tab, around, step), this);
  }

  /**
   * Calls a function in the page, with arguments and a result that JSON can carry, and awaits its promise. It sees
   * nothing of the test's scope. Waits for the frame, and throws what the function throws. A string is an expression.
   */
  evaluate<A extends unknown[], R>(script: (...args: A) => R, ...args: A): Promise<Awaited<R>>;
  evaluate<R = unknown>(script: string): Promise<R>;
  async evaluate(script: unknown, ...args: unknown[]): Promise<unknown> {
    const value = typeof script === 'function' ? `(${script})(...${JSON.stringify(args)})` : `(${script})`;
    const answer = await within(this.whenThere(answering(value)), `evaluating ${shorten(value)}`);
    const { result, error } = JSON.parse(answer);
    if (error !== undefined) throw new Error(`${error}, in the page, evaluating ${shorten(value)}`);
    return result;
  }

  /** Calls the function until it returns something truthy, through any number of navigations, and returns that. */
  waitFor<A extends unknown[], R>(script: (...args: A) => R, ...args: A): Promise<Truthy<Awaited<R>>>;
  waitFor<R = unknown>(script: string): Promise<Truthy<R>>;
  waitFor(script: unknown, ...args: unknown[]): Promise<unknown> {
    return until(() => this.evaluate(script as () => unknown, ...(args as [])), shorten(String(script)));
  }

  /** The address of the frame's document. */
  url(): Promise<string> {
    return this.evaluate(() => location.href);
  }

  /** Clicks with the real pointer, once the element is under it: a trusted click, whatever process the frame is in. */
  async click(target: Target, { button = 'left', modifiers = [], at }: ClickOptions = {}): Promise<void> {
    const element = find(target);
    let isThere = false;
    await until(
      async () => {
        const { x, y } = await this.inPage(await this.evaluate<Point>(pointOf(element, at)));
        // A pointer that stays where it is may go unnoticed by a page that has come since.
        if (isThere) await this.tab.move(0, 0);
        isThere = true;
        await this.tab.move(x, y);
        return this.evaluate<boolean>(isUnderPointer(element));
      },
      `the pointer to reach ${shorten(String(target))}`,
    );
    await within(this.tab.click(button, modifiers), `clicking ${shorten(String(target))}`);
  }

  /** Gives an element the focus without a click. */
  focus(target: Target): Promise<void> {
    return this.focusOn(find(target));
  }

  /** Presses a key, by its `KeyboardEvent.key`, for whatever has the focus, be it in another frame. */
  press(key: string, { modifiers = [] }: { modifiers?: Modifier[] } = {}): Promise<void> {
    return within(this.tab.press(key, modifiers), `pressing ${key}`);
  }

  /** Focuses a field and types into it, key by key. */
  async type(target: Target, text: string): Promise<void> {
    await this.focus(target);
    for (const key of text) await this.press(key);
  }

  private async focusOn(element: string): Promise<void> {
    await this.around?.focusOn(frameElement(this.step));
    await until(
      async () => {
        if (await this.evaluate<boolean>(takeFocus(element))) return true;
        // WebKit lets scripts of another site's frame focus something only after the user has done something there.
        await this.press('Shift');
        return false;
      },
      `the focus on ${shorten(element)}`,
    );
  }

  /** A point of this frame in the page's viewport; scrolls what is around this frame so that it is in view. */
  private async inPage(point: Point): Promise<Point> {
    if (!this.around) return point;
    return this.around.inPage(await this.around.evaluate<Point>(pointThrough(this.step, point)));
  }

  /** Waits for the frame, but for nothing else: what fails later may have begun to run, and must not run twice. */
  private async whenThere(expression: string): Promise<string> {
    const tried = await until(
      async () => {
        try {
          return { answer: await this.tab.evaluate(this.path, expression) };
        } catch (error) {
          if (error instanceof FrameMissing) throw error;
          return { error };
        }
      },
      `the frame ${this.path.join(' > ')}`,
    );
    if (tried.answer === undefined) throw tried.error;
    return tried.answer;
  }
}

/** A tab with its own cookies and storage; as a frame, its top document. */
export class Page extends Frame {
  private isOpen = true;

  constructor(
    tab: Tab,
    private readonly onClose = () => {},
  ) {
    super(tab);
  }

  /** Loads a document and waits for its `load` event, hence for its frames. */
  goto(url: string): Promise<void> {
    return within(this.tab.goto(url), `loading ${url}`);
  }

  /** A picture of what is seen, as PNG. */
  screenshot(): Promise<Buffer> {
    return this.tab.screenshot();
  }

  /** May be called again. */
  async close(): Promise<void> {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.onClose();
    await within(this.tab.close(), 'closing a page');
  }
}

/** Makes any expression answer in JSON, its error too. tsx wraps named functions in `__name`, which no page has. */
function answering(expression: string): string {
  return `(async () => {
    const __name = (named) => named;
    try {
      return JSON.stringify({ result: await ${expression} });
    } catch (error) {
      return JSON.stringify({ error: String(error) });
    }
  })()`;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
