/** People's files: reading them, writing all of them or none, and what the file system's errors mean. */
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  fchmodSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { UserError } from './errors.js';
import { interruptible } from './signals.js';

const WHEN_WRITING: Record<string, string> = {
  EACCES: 'permission denied. Choose a folder that you may write to',
  EPERM: 'permission denied. Choose a folder that you may write to',
  EROFS: 'the file system is read-only. Choose a folder on another one',
  ENOSPC: 'the disk is full. Free some space and run the command again',
  EDQUOT: 'your disk quota is used up. Free some space and run the command again',
  ENAMETOOLONG: 'the name is too long for the file system. Choose a shorter one',
  ENOTDIR: 'a part of the path is a file, not a folder. Choose another path',
  EEXIST: 'something else has just been put there. Run the command again',
  ENOENT: 'a part of the path leads nowhere. Choose another path',
  ELOOP: 'its symbolic links lead in a circle. Choose another path',
};

const WHEN_READING: Record<string, string> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of the path is a file',
  EISDIR: 'it is a folder, and a file is asked for',
  EACCES: 'permission denied. Let this user read it',
  EPERM: 'permission denied. Let this user read it',
  ELOOP: 'its symbolic links lead in a circle',
};

/**
 * An error of the file system as one line.
 *
 * @param doing what failed, such as `Cannot write my-card`.
 * @returns the error itself when it is not an error of the file system.
 */
export function explained(error: unknown, doing: string): unknown {
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (!code || !syscall) return error;
  const where = path && !doing.endsWith(path) ? ` (${path})` : '';
  return new UserError(`${doing}: ${WHEN_WRITING[code] ?? code}${where}.`);
}

/** The same while reading. @param name what people know the file by. */
export function unreadable(error: unknown, name: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  return code && syscall ? new UserError(`Cannot read ${name}: ${WHEN_READING[code] ?? code}.`) : error;
}

/** A file's bytes. @param name what people know it by. @throws UserError when it can not be read. */
export function readBytes(file: string, name = file): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw unreadable(error, name);
  }
}

/**
 * Writes files, all of them or none. A signal that arrives meanwhile takes everything back, too.
 *
 * @param failing what an error says first, such as `Cannot write my-card`.
 * @throws UserError for the file system's errors, with everything as it was before.
 */
export async function allOrNothing(failing: string, write: (files: Transaction) => void): Promise<void> {
  const files = new Transaction();
  try {
    await interruptible(
      () => write(files),
      () => files.rollback(),
    );
    files.commit();
  } catch (error) {
    files.rollback();
    throw explained(error, failing);
  }
}

/** Files that are all there in the end, or none of them: it notes what it does, and can take it back. */
export class Transaction {
  #undo: (() => void)[] = [];
  #backups: string[] = [];

  /** Makes a folder, and those above it that are missing. One that is there already is left alone. */
  makeFolder(folder: string): void {
    const parent = path.dirname(folder);
    if (isThere(folder)) return;
    if (parent !== folder) this.makeFolder(parent);
    mkdirSync(folder);
    this.#undo.push(() => rmdirSync(folder));
  }

  /** Writes a new file. @throws when something has its name already, also a symbolic link. */
  create(file: string, content: string | Uint8Array, mode = 0o666): void {
    this.#write(file, content, openSync(file, 'wx', mode));
  }

  /**
   * Writes a file in the place of what has its name, if anything has. Readers find the old content or the new, whole.
   * A symbolic link is replaced, never followed.
   */
  replace(file: string, content: string | Uint8Array, mode = 0o666): void {
    if (!isThere(file)) return this.create(file, content, mode);
    this.#exchange(file, content, mode);
  }

  /** Changes the content of a file that is there. A symbolic link is followed; mode and owner stay. */
  update(file: string, content: string | Uint8Array): void {
    const place = realpathSync(file);
    this.#exchange(place, content, statSync(place));
  }

  #exchange(file: string, content: string | Uint8Array, like: number | { mode: number; uid: number; gid: number }) {
    const beside = besideName(file);
    const descriptor = openAs(file, beside, typeof like === 'number' ? like : like.mode);
    this.#write(beside, content, descriptor, () => {
      if (typeof like !== 'number') keepOwnerAndMode(beside, descriptor, like);
      fsyncSync(descriptor);
    });
    const backup = besideName(file);
    keep(file, backup);
    this.#backups.push(backup);
    this.#undo.push(() => {
      renameSync(backup, file);
      // Two names of one file: then the renaming does nothing (POSIX, "rename").
      rmSync(backup, { force: true });
    });
    renameSync(beside, file);
  }

  #write(file: string, content: string | Uint8Array, descriptor: number, finish = () => {}): void {
    this.#undo.push(() => unlinkSync(file));
    try {
      writeFileSync(descriptor, content);
      finish();
    } finally {
      closeSync(descriptor);
    }
  }

  /** Keeps everything. */
  commit(): void {
    this.#undo = [];
    for (const backup of this.#backups.splice(0)) rmSync(backup, { force: true });
  }

  /** Takes everything back, the last thing first. A folder with other people's files in it stays. */
  rollback(): void {
    for (const undo of this.#undo.splice(0).reverse()) {
      try {
        undo();
      } catch {
        // What can not be taken back must not keep the rest from being taken back.
      }
    }
  }
}

function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

function besideName(file: string): string {
  return path.join(path.dirname(file), `.${path.basename(file).slice(0, 200)}.${randomBytes(6).toString('hex')}`);
}

/** Opens a new file beside another. An error names the other: people do not know the new one. */
function openAs(file: string, beside: string, mode: number): number {
  try {
    return openSync(beside, 'wx', mode);
  } catch (error) {
    throw Object.assign(error as Error, { path: file });
  }
}

/** Gives a file a second name. Where that is not possible, it loses the first. */
function keep(file: string, backup: string): void {
  try {
    // Some systems follow a symbolic link here.
    if (lstatSync(file).isFile()) return linkSync(file, backup);
  } catch {
    // Some file systems have no second names.
  }
  renameSync(file, backup);
}

/** Only root may give a file away; other users own their files already. */
function keepOwnerAndMode(file: string, descriptor: number, like: { mode: number; uid: number; gid: number }): void {
  fchmodSync(descriptor, like.mode);
  const own = statSync(file);
  if (own.uid !== like.uid || own.gid !== like.gid) chownSync(file, like.uid, like.gid);
}
