/** What the file system's errors mean to a person. */
import { UserError } from './errors.js';

const MEANINGS: Record<string, string> = {
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

/**
 * An error of the file system as one line.
 *
 * @param doing what failed, such as `Cannot write my-card`.
 * @returns the error itself when it is none of the file system's.
 */
export function explained(error: unknown, doing: string): unknown {
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (!code || !syscall) return error;
  const where = path && !doing.endsWith(path) ? ` (${path})` : '';
  return new UserError(`${doing}: ${MEANINGS[code] ?? code}${where}.`);
}
