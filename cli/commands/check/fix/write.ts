/** Writing mended files: when it may be done, and all of them or none. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { createPatch } from 'diff';
import { decode } from '../../../shared/encoding.js';
import { UserError } from '../../../shared/errors.js';
import { allOrNothing, readBytes } from '../../../shared/files.js';
import type { Change } from './edit.js';

/** @throws UserError where git could not show, and take back, what is changed. */
export function refuseUnsafe(root: string): void {
  const { status, stdout } = spawnSync('git', ['-C', root, 'status', '--porcelain'], { encoding: 'utf8' });
  if (status !== 0)
    throw new UserError(
      `${root} is not in a git repository, so nothing could be taken back. Mend it all the same: --force.`,
    );
  if (stdout)
    throw new UserError(
      `There are changes that are not committed (${stdout.split('\n').filter(Boolean).length} files). Commit them first, or mend all the same: --force.`,
    );
}

/** Writes new texts of files, in the encodings that they have. */
export async function writeMended(root: string, changes: ReadonlyMap<string, Change>): Promise<void> {
  const contents = [...changes].map(([name, { before, after }]) => {
    const file = path.join(root, name);
    const { text, encode } = decode(readBytes(file, name));
    if (text !== before)
      throw new UserError(`${name} has changed meanwhile. Nothing was written; run the command again.`);
    return { file, content: encode(after) };
  });
  await allOrNothing(`Cannot write in ${root}`, (files) => {
    for (const { file, content } of contents) files.update(file, content);
  });
}

/** What would be written, as `git apply` takes it. */
export function diffOf(changes: ReadonlyMap<string, Change>): string {
  return [...changes]
    .map(([name, { before, after }]) => {
      const [, , , , ...lines] = createPatch(name, before, after).split('\n');
      return `--- a/${name}\n+++ b/${name}\n${lines.join('\n')}`;
    })
    .join('');
}
