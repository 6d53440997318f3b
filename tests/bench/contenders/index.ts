/** Who is measured. The module of each name connects both ends of it, in the same two functions. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../cli/scratch.js';
import { bundle, named } from '../peers.js';

export interface Contender {
  /** Its module in this folder. */
  name: string;
  title: string;
  /** What a card imports of it to talk to its host; ours is a script, and the bare API needs nothing. */
  imports?: string;
}

/**
 * Connects a card to its host.
 *
 * @param heard is called with the data of each `callLineOn`.
 * @returns sends `select_reason`; returns a promise of the answer where there is one.
 */
export type ConnectHost = (heard: (call: unknown) => void) => Promise<(id: number) => unknown>;

/**
 * Frames a card and connects the host to it.
 *
 * @param received is called with the parameters of each `select_reason`.
 * @returns sends `callLineOn`.
 */
export type ConnectCard = (url: string, received: (params: unknown) => void) => Promise<(id: number) => unknown>;

export const contenders: Contender[] = [
  { name: 'ours', title: 'ours' },
  { name: 'bare', title: 'bare API' },
  { name: 'penpal', title: named('penpal'), imports: "export { connect, WindowMessenger } from 'penpal'" },
  { name: 'postmate', title: named('postmate'), imports: "export { default } from 'postmate'" },
  { name: 'comlink', title: named('comlink'), imports: "export { expose, windowEndpoint, wrap } from 'comlink'" },
];

/** The runtime as it is built. */
export function script(): string {
  return readFileSync(path.join(root, 'dist/ld.js'), 'utf8');
}

/** The script of a contender's card. @param use code that does something with `connectHost`. */
export function cardScript(peers: string, { name }: Contender, use: string): Promise<string> {
  return bundle(peers, `import { connectHost } from './contenders/${name}.js'; ${use}`, {
    before: name === 'ours' ? script() : '',
  });
}

/** The script of its host. @param use code that does something with `connectCard`. */
export function hostScript(peers: string, { name }: Contender, use: string): Promise<string> {
  return bundle(peers, `import { connectCard } from './contenders/${name}.js'; ${use}`);
}
