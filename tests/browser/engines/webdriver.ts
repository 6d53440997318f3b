import { frameElement } from './elements.js';
import { type Button, FrameMissing, type FrameStep, type Modifier, type Tab } from './tab.js';

/** Longer than a test waits for anything, and than a browser takes to start on a busy machine. */
const COMMAND_TIMEOUT_MS = 60_000;

/** What a WebDriver server answers a command with: W3C WebDriver, section "Processing Model". */
export async function command(server: string, method: string, path: string, body?: unknown): Promise<any> {
  const response = await fetch(server + path, {
    method,
    // By itself fetch waits for five minutes.
    signal: AbortSignal.timeout(COMMAND_TIMEOUT_MS),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const { value } = (await response.json()) as { value: any };
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

/** A tab that is the only one of its WebDriver session, and the browser's version. */
export async function openSession(server: string, capabilities: object): Promise<Tab & { version: string }> {
  const { sessionId, capabilities: answered } = await command(server, 'POST', '/session', {
    capabilities: { alwaysMatch: capabilities },
  });
  const session = (method: string, path: string, body?: unknown) =>
    command(server, method, `/session/${sessionId}${path}`, body);

  /** The session has one current frame: whoever enters one has to be done before the next does. */
  let last: Promise<unknown> = Promise.resolve();
  const inFrame = <T>(path: FrameStep[], use: () => Promise<T>): Promise<T> => {
    const result = last.then(() => enter(path)).then(use);
    last = result.catch(() => {});
    return result;
  };
  const enter = async (path: FrameStep[]) => {
    try {
      await session('POST', '/frame', { id: null });
      for (const step of path) {
        const id = await session('POST', '/execute/sync', { script: `return ${frameElement(step)}`, args: [] });
        // Without this check a missing element, null, would mean the top document.
        if (!id) throw new FrameMissing(path);
        await session('POST', '/frame', { id });
      }
    } catch (cause) {
      throw new FrameMissing(path, { cause });
    }
  };
  const perform = (keys: object[], pointer: object[]) =>
    inFrame([], () =>
      session('POST', '/actions', {
        actions: [
          { type: 'key', id: 'keys', actions: keys },
          { type: 'pointer', id: 'pointer', parameters: { pointerType: 'mouse' }, actions: pointer },
        ],
      }),
    );

  return {
    version: answered.browserVersion,
    goto: (url) => inFrame([], () => session('POST', '/url', { url })),
    evaluate: (path, expression) =>
      inFrame(path, () =>
        session('POST', '/execute/async', {
          script: `const answer = arguments[arguments.length - 1]; (${expression}).then(answer)`,
          args: [],
        }),
      ),
    move: (x, y) => perform([], [{ type: 'pointerMove', duration: 0, x: Math.floor(x), y: Math.floor(y) }]),
    click(name, modifiers) {
      const button = buttons[name];
      const held = [
        { type: 'pointerDown', button },
        { type: 'pointerUp', button },
      ];
      const before = modifiers.map(() => pause);
      return perform([...down(modifiers), pause, pause, ...up(modifiers)], [...before, ...held]);
    },
    press: (key, modifiers) => perform([...down([...modifiers, key]), ...up([...modifiers, key])], []),
    screenshot: () => inFrame([], async () => Buffer.from(await session('GET', '/screenshot'), 'base64')),
    close: () => session('DELETE', ''),
  };
}

const pause = { type: 'pause', duration: 0 };

const buttons: Record<Button, number> = { left: 0, middle: 1, right: 2 };

/** W3C WebDriver, section "Keyboard actions": keys without a character have one in the private use area. */
const keys: Partial<Record<string, string>> & Record<Modifier, string> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
  Meta: '\uE03D',
};

function down(pressed: string[]): object[] {
  return pressed.map((key) => ({ type: 'keyDown', value: keys[key] ?? key }));
}

function up(pressed: string[]): object[] {
  return [...pressed].reverse().map((key) => ({ type: 'keyUp', value: keys[key] ?? key }));
}
