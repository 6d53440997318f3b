/** A file's content, replaced at once: whoever reads it meanwhile sees all of the old or all of the new. */
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** Replaces what `file` contains; a symbolic link is followed, mode and owner stay. */
export function replaceFile(file: string, content: Uint8Array): void {
  const place = realpathSync(file);
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
    renameSync(beside, place);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** Only root may give a file away; anybody else's files are their own already. */
function keepOwner(file: string, uid: number, gid: number): void {
  const own = statSync(file);
  if (own.uid !== uid || own.gid !== gid) chownSync(file, uid, gid);
}
