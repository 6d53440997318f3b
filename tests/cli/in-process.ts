/** A command in this process, as fast as a call: for what does not depend on being a program. */
import type { Command } from '../../cli/shared/command.js';
import { UserError } from '../../cli/shared/errors.js';
import type { Result } from './scratch.js';

/** Runs a command in a folder; what it prints and how it ends is that of the program. */
export async function call(command: Command, argv: string[], cwd: string): Promise<Result> {
  const before = process.cwd();
  const { stdout } = process;
  const { isTTY, write } = stdout;
  const written: Buffer[] = [];
  process.chdir(cwd);
  stdout.isTTY = false;
  stdout.write = ((part: string | Uint8Array) => Boolean(written.push(Buffer.from(part as string)))) as never;
  const result: Result = { status: 0, stdout: '', stderr: '' };
  try {
    result.status = (await command(argv)) || 0;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    result.status = error.status;
    result.stderr = `error ${error.message}\n`;
  } finally {
    Object.assign(stdout, { isTTY, write });
    process.chdir(before);
    result.stdout = Buffer.concat(written).toString('utf8');
  }
  return result;
}
