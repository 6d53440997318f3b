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
  template: Template;
}

/** What a card does not get: what a folder in use holds, and the parts that `render` puts into pages. */
const LEFT_BEHIND = new Set(['node_modules', 'package-lock.json', 'dist', '.DS_Store', '_head.html']);

/** npm would take a file of that name for the rules of the package itself. */
const RENAMED: Record<string, string> = { _gitignore: '.gitignore' };

/** What several templates have in common. */
const SHARED = path.join(packageRoot, 'templates', '_shared');

/** Where a file of a card comes from that its template does not hold itself, by its place in the card. */
type Borrowed = Record<string, string>;

const FOLDER: Borrowed = {
  _headers: 'templates/_shared/_headers',
  'card.css': 'templates/_shared/card.css',
  'logo.svg': 'templates/_shared/logo.svg',
  'index.html': 'templates/_shared/pages/index.html',
  'order.html': 'templates/_shared/pages/order.html',
  'reasons.html': 'templates/_shared/pages/reasons.html',
  'history.html': 'templates/_shared/pages/history.html',
  'scenarios/hang-up.json': 'templates/_shared/scenarios/hang-up.json',
  // Its results are saved in the browser, where that has storage.
  'scenarios/reason.json': 'templates/_shared/scenarios/reason-folder.json',
  'test/browser.js': 'templates/_shared/test/browser.js',
  'test/server.js': 'templates/_shared/test/folder.js',
  'test/walk.test.js': 'templates/_shared/test/walk.test.js',
};

const SERVER: Borrowed = {
  'public/card.css': 'templates/_shared/card.css',
  'public/card.js': 'templates/_shared/scripts/card.js',
  'public/logo.svg': 'templates/_shared/logo.svg',
  'scenarios/hang-up.json': 'templates/_shared/scenarios/hang-up.json',
  'scenarios/reason.json': 'templates/_shared/scenarios/reason.json',
  'test/browser.js': 'templates/_shared/test/browser.js',
  'test/card.test.js': 'templates/_shared/test/server-card.test.js',
  'test/walk.test.js': 'templates/_shared/test/walk.test.js',
};

/**
 * What several templates have in common lies in `templates/_shared/`, the runtime in `dist/`: each has one home, and
 * reaches a card when the card is made.
 */
const BORROWED: Record<Template, () => Borrowed> = {
  static: () => ({
    ...FOLDER,
    'ld.js': 'dist/ld.js',
    'ld.card.js': 'dist/ld.card.js',
    'scripts/card.js': 'templates/_shared/scripts/card.js',
    ...textFiles('texts/', '.js'),
  }),
  typescript: () => ({ ...FOLDER, ...textFiles('src/texts/', '.json') }),
  express: () => ({ ...SERVER, ...textFiles('texts/', '.json') }),
  php: () => ({
    ...SERVER,
    ...textFiles('texts/', '.json'),
    'src/leaddesk.php': 'php/leaddesk.php',
    'src/ld.js': 'dist/ld.js',
    'src/ld.card.js': 'dist/ld.card.js',
  }),
};

/** The languages that the cards' texts are in. */
export function languages(): string[] {
  return readdirSync(path.join(SHARED, 'texts')).map((file) => path.parse(file).name);
}

/** A file of texts for each language, in the form that the template reads. */
function textFiles(folder: string, extension: string): Borrowed {
  return Object.fromEntries(
    languages().map((language) => [`${folder}${language}${extension}`, `templates/_shared/texts/${language}.json`]),
  );
}

/**
 * Every file of a template's card: its own, and what it borrows.
 *
 * @throws UserError when the package lacks it.
 */
export function filesOf(template: Template): CardFile[] {
  const folder = path.join(packageRoot, 'templates', template);
  if (!existsSync(folder))
    throw new UserError(`The template ${template} is missing from ${folder}. Install the package again.`);
  const borrowed = BORROWED[template]();
  return [
    ...list(folder, '').filter((file) => !(file.path in borrowed)),
    ...Object.entries(borrowed).map(([place, source]) => ({ path: place, source: path.join(packageRoot, source) })),
  ].map((file) => ({ ...file, template }));
}

function list(folder: string, prefix: string): Omit<CardFile, 'template'>[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (LEFT_BEHIND.has(entry.name)) return [];
    const source = path.join(folder, entry.name);
    const target = prefix + (RENAMED[entry.name] ?? entry.name);
    return entry.isDirectory() ? list(source, `${target}/`) : [{ path: target, source }];
  });
}
