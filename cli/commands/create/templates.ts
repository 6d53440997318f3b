/** The templates: what each is for, which files it brings, and under which names they arrive. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../shared/errors.js';
import { packageRoot } from '../../shared/package.js';

/** The templates in the order of the menu, each with what it is for. */
export const templates = {
  static: 'HTML, CSS and a little script for any web host, no build',
  typescript: 'TypeScript, typed runtime, bundled with esbuild',
  express: 'server-rendered pages for Node, with Express',
  php: 'server-rendered pages in plain PHP 8',
} as const;

export type Template = keyof typeof templates;

export const templateNames = Object.keys(templates) as Template[];

/** A file that a card gets. */
export interface CardFile {
  /** Where it goes, relative to the card, with `/`. */
  path: string;
  /** Where it comes from. */
  source: string;
}

/** What a folder in use holds beside the template's own files, when somebody works on it in the checkout. */
const LEFT_BEHIND = new Set(['node_modules', 'package-lock.json', 'dist', '.DS_Store']);

/** npm would take a file of that name for the rules of the package itself. */
const RENAMED: Record<string, string> = { _gitignore: '.gitignore' };

/** The folder in which a template's pages look for the runtime as a script, for templates that do. */
const RUNTIME_FOLDER: Partial<Record<Template, string>> = { static: '', php: 'public' };

/**
 * Every file of a template, the runtime's script included.
 *
 * @throws UserError when the package lacks it.
 */
export function filesOf(template: Template): CardFile[] {
  const folder = path.join(packageRoot, 'templates', template);
  if (!existsSync(folder))
    throw new UserError(`The template ${template} is missing from ${folder}. Install the package anew.`);
  const files = list(folder, '');
  const runtime = RUNTIME_FOLDER[template];
  if (runtime === undefined) return files;
  const script = path.posix.join(runtime, 'ld.js');
  return [
    ...files.filter((file) => file.path !== script),
    { path: script, source: path.join(packageRoot, 'dist', 'ld.js') },
  ];
}

function list(folder: string, prefix: string): CardFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (LEFT_BEHIND.has(entry.name)) return [];
    const source = path.join(folder, entry.name);
    const target = prefix + (RENAMED[entry.name] ?? entry.name);
    return entry.isDirectory() ? list(source, `${target}/`) : [{ path: target, source }];
  });
}
