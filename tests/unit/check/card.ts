/** Cards for the tests of `check`: written down as their files, read as the command reads them. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Finding } from '../../../cli/commands/check/finding.js';
import { readFolder } from '../../../cli/commands/check/folder.js';
import { inspect } from '../../../cli/commands/check/inspect.js';
import { CHECKS } from '../../../cli/commands/check/rules/index.js';
import { plant } from '../../cli/scratch.js';

/** A page with the runtime in its head. */
export function page(body: string, head = '<script src="ld.js"></script>'): string {
  return `<!doctype html>\n<html><head>${head}</head>\n<body>\n${body}\n</body></html>\n`;
}

/** A page's script, on a separate line. */
export function script(text: string): string {
  return page(`<script>\n${text}\n</script>`);
}

/** What a look at the folder of these files gives. */
export function inFolder<T>(files: Record<string, string>, look: (folder: string) => T): T {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'check-')));
  try {
    plant(folder, files);
    return look(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What is found in the folder of these files. */
export function check(files: Record<string, string>): Finding[] {
  return inFolder(files, (folder) => inspect(readFolder(folder), CHECKS));
}

/** The findings in short: `file:line id`. */
export function told(files: Record<string, string>): string[] {
  return check(files).map(({ id, place }) => `${place.file}${place.line === undefined ? '' : `:${place.line}`} ${id}`);
}
