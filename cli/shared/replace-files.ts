/** Contents of files, replaced: all of them or none, and each at once for whoever reads it meanwhile. */
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** What files shall contain, by their paths. A symbolic link is followed; mode and owner stay. */
export function replaceFiles(contents: ReadonlyMap<string, Uint8Array>): void {
  const staged: { place: string; beside: string }[] = [];
  const replaced: { place: string; before: Buffer }[] = [];
  try {
    for (const [file, content] of contents) staged.push(stage(realpathSync(file), content));
    for (const { place, beside } of staged) {
      const before = readFileSync(place);
      renameSync(beside, place);
      replaced.push({ place, before });
    }
  } catch (error) {
    for (const { beside } of staged) rmSync(beside, { force: true });
    for (const { place, before } of replaced) {
      const { beside } = stage(place, before);
      renameSync(beside, place);
    }
    throw error;
  }
}

/** Writes a content beside its place, with the mode and the owner that are there. */
function stage(place: string, content: Uint8Array): { place: string; beside: string } {
  const { mode, uid, gid } = statSync(place);
  const beside = path.join(path.dirname(place), `.${path.basename(place)}.${randomBytes(6).toString('hex')}`);
  try {
    const descriptor = openSync(beside, 'wx', mode);
    try {
      writeFileSync(descriptor, content);
      fchmodSync(descriptor, mode);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    keepOwner(beside, uid, gid);
    return { place, beside };
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** Only root may give a file away; other users own their files already. */
function keepOwner(file: string, uid: number, gid: number): void {
  const own = statSync(file);
  if (own.uid !== uid || own.gid !== gid) chownSync(file, uid, gid);
}
