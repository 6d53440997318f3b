/** Reading people's files. */
import { readFileSync } from 'node:fs';
import { UserError } from './errors.js';

const MEANINGS: Record<string, string> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of the path is a file',
  EISDIR: 'it is a folder, and a file is asked for',
  EACCES: 'permission denied. Let this user read it',
  EPERM: 'permission denied. Let this user read it',
  ELOOP: 'its symbolic links lead in a circle',
};

/** A file's bytes. @param name what people know it by. @throws UserError when it can not be read. */
export function readBytes(file: string, name = file): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw unreadable(error, name);
  }
}

/** An error of the file system while reading, as one line; other errors as they are. */
export function unreadable(error: unknown, name: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  return code && syscall ? new UserError(`Cannot read ${name}: ${MEANINGS[code] ?? code}.`) : error;
}
