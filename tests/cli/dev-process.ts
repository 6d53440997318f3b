/** The `dev` command as a process, and requests to it that no ordinary client would send. */
import { connect } from 'node:net';
import { within } from '../browser/until.js';
import { cleanEnv, program, type Result, start } from './scratch.js';

export interface Dev {
  host: string;
  card: string;
  /** What it has written so far. */
  output(): string;
  /** Ends it by a signal and waits for its end. */
  end(signal?: NodeJS.Signals): Promise<Result>;
  ended: Promise<Result>;
}

/** Starts `dev` on free ports and waits until it says where it is. */
export async function startDev(args: string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<Dev> {
  const { child, ended } = start(process.execPath, [program, 'dev', ...args], { cwd, env: cleanEnv(env) });
  let output = '';
  const says = new Promise<void>((resolve, reject) => {
    const read = (text: string) => {
      output += text;
      if (output.includes('Ctrl-C')) resolve();
    };
    child.stdout!.on('data', read);
    child.stderr!.on('data', read);
    void ended.then(() => reject(new Error(`dev has ended: ${output}`)));
  });
  await within(says, 'starting dev').catch((error: Error) => {
    child.kill();
    throw new Error(`${error.message}: ${output}`);
  });
  const address = (name: string) => new RegExp(`${name}\\s+(\\S+)`).exec(output)![1]!;
  return {
    host: address('open'),
    card: address('card'),
    output: () => output,
    ended,
    end(signal = 'SIGINT') {
      child.kill(signal);
      return ended;
    },
  };
}

/** Sends bytes and returns what is answered: one whole answer, or nothing when the connection closes. */
export function raw(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setEncoding('latin1').on('data', (text) => {
      answer += text;
      const [head, ...body] = answer.split('\r\n\r\n');
      const length = /^content-length: (\d+)/im.exec(head!)?.[1];
      if (length !== undefined && body.length && body.join('\r\n\r\n').length >= Number(length)) socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
  });
}

/** A GET of a path as it is, which no URL parser has tidied. */
export function get(url: string, path: string, host = new URL(url).host, headers = ''): Promise<string> {
  return raw(url, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${headers}Connection: close\r\n\r\n`);
}

/** The status of a raw answer. */
export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);
}
