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

/** What would be written, for people to read. */
export function diffOf(changes: ReadonlyMap<string, Change>): string {
  return [...changes].map(([name, { before, after }]) => headOf(name) + hunksOf(before, after)).join('');
}

/** The same byte for byte, in the encodings of the files: `git apply` and `patch` make of it what `--fix` writes. */
export function diffBytes(root: string, changes: ReadonlyMap<string, Change>): Buffer {
  return Buffer.concat(
    [...changes].flatMap(([name, { after }]) => {
      const bytes = readBytes(path.join(root, name), name);
      const [before, mended] = [bytes, decode(bytes).encode(after)].map((each) => each.toString('latin1'));
      return [Buffer.from(headOf(name)), Buffer.from(hunksOf(before!, mended!), 'latin1')];
    }),
  );
}

/** A name with a space ends with a tab, as diff(1) writes it. */
function headOf(name: string): string {
  const end = name.includes(' ') ? '\t\n' : '\n';
  return `--- a/${name}${end}+++ b/${name}${end}`;
}

function hunksOf(before: string, after: string): string {
  return createPatch('', before, after).split('\n').slice(4).join('\n');
}
