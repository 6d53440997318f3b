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

/** Where a file of a card comes from that its template does not hold itself, by its place in the card. */
type Borrowed = Record<string, string>;

const SERVER_PAGES: Borrowed = {
  'public/card.css': 'templates/_shared/card.css',
  'public/call.js': 'templates/_shared/scripts/call.js',
  'public/card.js': 'templates/_shared/scripts/card.js',
  'public/storage.js': 'templates/_shared/scripts/storage.js',
  'test/browser.js': 'templates/_shared/test/browser.js',
  'test/call.test.js': 'templates/_shared/test/server-call.test.js',
  'test/walk.test.js': 'templates/_shared/test/server-walk.test.js',
};

const STATIC_PAGES: Borrowed = {
  _headers: 'templates/_shared/_headers',
  'card.css': 'templates/_shared/card.css',
  'test/browser.js': 'templates/_shared/test/browser.js',
  'test/walk.test.js': 'templates/_shared/test/folder-walk.test.js',
};

/**
 * What several templates have in common lies in `templates/_shared/`, the runtime in `dist/`: each has one home, and
 * reaches a card when the card is made.
 */
const BORROWED: Record<Template, Borrowed> = {
  static: {
    ...STATIC_PAGES,
    'ld.js': 'dist/ld.js',
    'scripts/catalogue.js': 'templates/_shared/catalogue.js',
    'scripts/call.js': 'templates/_shared/scripts/call.js',
    'scripts/storage.js': 'templates/_shared/scripts/storage.js',
  },
  typescript: STATIC_PAGES,
  express: { ...SERVER_PAGES, 'catalogue.js': 'templates/_shared/catalogue.js' },
  php: { ...SERVER_PAGES, 'public/ld.js': 'dist/ld.js' },
};

/**
 * Every file of a template's card: its own, and what it borrows.
 *
 * @throws UserError when the package lacks it.
 */
export function filesOf(template: Template): CardFile[] {
  const folder = path.join(packageRoot, 'templates', template);
  if (!existsSync(folder))
    throw new UserError(`The template ${template} is missing from ${folder}. Install the package again.`);
  const borrowed = Object.entries(BORROWED[template]);
  return [
    ...list(folder, '').filter((file) => !(file.path in BORROWED[template])),
    ...borrowed.map(([place, source]) => ({ path: place, source: path.join(packageRoot, source) })),
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
