/** Files that are all there in the end, or none of them: what is made is noted, and can be taken back. */
import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

export class Transaction {
  #undo: (() => void)[] = [];
  #replaced: string[] = [];

  /** Makes a folder, and those above it that are missing. One that is there already is left alone. */
  makeFolder(folder: string): void {
    const parent = path.dirname(folder);
    if (isThere(folder)) return;
    if (parent !== folder) this.makeFolder(parent);
    mkdirSync(folder);
    this.#undo.push(() => rmdirSync(folder));
  }

  /** Writes a new file. @throws when something bears its name already, a symbolic link as well. */
  create(file: string, content: string | Uint8Array, mode = 0o666): void {
    const descriptor = openSync(file, 'wx', mode);
    this.#undo.push(() => unlinkSync(file));
    try {
      writeFileSync(descriptor, content);
    } finally {
      closeSync(descriptor);
    }
  }

  /** Writes a file in the place of what bears its name, if anything does. A symbolic link is never written through. */
  replace(file: string, content: string | Uint8Array, mode?: number): void {
    if (isThere(file)) this.#setAside(file);
    this.create(file, content, mode);
  }

  #setAside(file: string): void {
    const aside = `${file}.${Math.random().toString(36).slice(2)}.replaced`;
    renameSync(file, aside);
    this.#undo.push(() => renameSync(aside, file));
    this.#replaced.push(aside);
  }

  /** Keeps everything. */
  commit(): void {
    this.#undo = [];
    for (const aside of this.#replaced.splice(0)) rmSync(aside, { force: true });
  }

  /** Takes everything back, the last thing first. A folder that somebody else has put something into stays. */
  rollback(): void {
    for (const undo of this.#undo.splice(0).reverse()) {
      try {
        undo();
      } catch {
        // What cannot be taken back must not keep the rest from being taken back.
      }
    }
  }
}

function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}
