/**
 * A real mouse on an X display, by the XTEST extension: WebKitWebDriver presses any button but releases only the left.
 * Speaks as much of the X11 protocol as that takes, little-endian: numbers are opcodes and sizes of its encoding.
 */
import { connect, type Socket } from 'node:net';
import type { Button, Modifier } from './tab.js';

export interface Mouse {
  /** Clicks at a place of the screen. */
  click(x: number, y: number, button: Button, modifiers: Modifier[]): void;
  close(): void;
}

export async function connectMouse(display: string): Promise<Mouse> {
  const socket = connect(`/tmp/.X11-unix/X${display}`);
  const read = reader(socket);
  socket.write(Buffer.from([littleEndian, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
  const setup = await read(8);
  if (setup[0] !== 1) throw new Error(`Xvfb refuses a connection to display ${display}`);
  await read(setup.readUInt16LE(6) * 4);
  socket.write(Buffer.concat([Buffer.from([queryExtension, 0, 4, 0, 5, 0, 0, 0]), Buffer.from('XTEST\0\0\0')]));
  const extension = (await read(32))[9]!;

  const fake = (type: number, detail: number, x = 0, y = 0) => {
    const request = Buffer.alloc(36);
    request.set([extension, fakeInput, request.length / 4, 0, type, detail]);
    request.writeInt16LE(x, 24);
    request.writeInt16LE(y, 26);
    socket.write(request);
  };
  return {
    click(x, y, button, modifiers) {
      fake(motion, 0, x, y);
      for (const key of modifiers) fake(keyPress, keyCodes[key]);
      fake(buttonPress, buttons[button]);
      fake(buttonRelease, buttons[button]);
      for (const key of modifiers) fake(keyRelease, keyCodes[key]);
    },
    close: () => socket.destroy(),
  };
}

const littleEndian = 'l'.charCodeAt(0);
const queryExtension = 98;
const fakeInput = 2;
const [keyPress, keyRelease, buttonPress, buttonRelease, motion] = [2, 3, 4, 5, 6] as const;
const buttons: Record<Button, number> = { left: 1, middle: 2, right: 3 };

/** Of the left keys, in the keyboard that Xvfb has. */
const keyCodes: Record<Modifier, number> = { Control: 37, Shift: 50, Alt: 64, Meta: 133 };

/** Gives the next bytes of a stream, as many as asked for. */
function reader(socket: Socket): (size: number) => Promise<Buffer> {
  const chunks = socket[Symbol.asyncIterator]();
  let rest = Buffer.alloc(0);
  return async (size) => {
    while (rest.length < size) {
      const { value, done } = await chunks.next();
      if (done) throw new Error('Xvfb closed the connection');
      rest = Buffer.concat([rest, value]);
    }
    const bytes = rest.subarray(0, size);
    rest = rest.subarray(size);
    return bytes;
  };
}
