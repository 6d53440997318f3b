/** What a card's package.json says about its checks, and which files of its folder are left out. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { UserError } from '../../shared/errors.js';
import { readBytes } from '../../shared/files.js';
import { globMatcher } from '../../shared/globs.js';

/** `"leaddesk-card": { "check": … }` */
export interface Settings {
  exclude?: string[];
  only?: string[];
  ignore?: string[];
  follow?: string[];
  skip?: string[];
  maxWarnings?: number;
}

const LISTS = ['exclude', 'only', 'ignore', 'follow', 'skip'] as const;

/**
 * The settings in the package.json of a folder, or of the nearest one above it.
 *
 * @returns them, and the folder that their globs are relative to. @throws UserError for settings that mean nothing.
 */
export function readSettings(from: string): { settings: Settings; folder: string } {
  for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
    const file = path.join(folder, 'package.json');
    if (existsSync(file)) return { settings: parseSettings(readBytes(file).toString('utf8'), file), folder };
    if (path.dirname(folder) === folder || existsSync(path.join(folder, '.git'))) return { settings: {}, folder: from };
  }
}

/** @param file for errors. */
export function parseSettings(text: string, file: string): Settings {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new UserError(`${file} is not JSON: ${(error as Error).message}. Correct it.`);
  }
  const all = (parsed as { 'leaddesk-card'?: unknown } | null)?.['leaddesk-card'];
  if (all === undefined) return {};
  const wrong = (what: string) => new UserError(`${file}: "leaddesk-card"${what}.`);
  if (!isRecord(all)) throw wrong(' must be an object, such as { "check": { "exclude": ["old"] } }');
  const unknown = Object.keys(all).find((key) => key !== 'check');
  if (unknown !== undefined) throw wrong(` has no ${JSON.stringify(unknown)}. Its only key is "check"`);
  const { check: found = {} } = all;
  if (!isRecord(found)) throw wrong('.check must be an object, such as { "exclude": ["old"] }');
  const settings: Settings = {};
  for (const [key, value] of Object.entries(found)) {
    const list = LISTS.find((name) => name === key);
    if (list) {
      const values = typeof value === 'string' ? [value] : value;
      if (!Array.isArray(values) || !values.every((one) => typeof one === 'string'))
        throw wrong(`.check.${key} must be a list of texts, such as ["a", "b"]`);
      if (key === 'only' && !values.length) throw wrong('.check.only names no check, so nothing would be checked');
      settings[list] = values;
    } else if (key === 'maxWarnings') {
      if (!Number.isInteger(value) || (value as number) < 0)
        throw wrong('.check.maxWarnings must be a number from 0 on');
      settings.maxWarnings = value as number;
    } else throw wrong(`.check has no ${JSON.stringify(key)}. There are ${[...LISTS, 'maxWarnings'].join(', ')}`);
  }
  return settings;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export interface Excluded {
  globs: readonly string[];
  /** The folder that they are relative to. */
  folder: string;
}

/** Whether a file or folder below the root is left out: by a glob, or by git. @param root a real path. */
export function createSkip(root: string, excluded: readonly Excluded[]): (name: string, isFolder: boolean) => boolean {
  const matchers = excluded
    .filter(({ globs }) => globs.length)
    .map(({ globs, folder }) => {
      const matches = globMatcher(globs);
      const prefix = path.relative(folder, root).split(path.sep).join('/');
      return (name: string) => matches(prefix && !prefix.startsWith('..') ? `${prefix}/${name}` : name);
    });
  const isIgnored = gitIgnore(root);
  return (name, isFolder) => matchers.some((matches) => matches(name)) || isIgnored(name, isFolder);
}

/** What git ignores below a folder: by the `.gitignore` of each folder from the repository's on (gitignore(5)). */
function gitIgnore(root: string): (name: string, isFolder: boolean) => boolean {
  const top = repositoryOf(root);
  const rules = new Map<string, Ignore | undefined>();
  const rulesIn = (folder: string): Ignore | undefined => {
    if (!rules.has(folder)) {
      const files = [
        path.join(folder, '.gitignore'),
        ...(folder === top ? [path.join(folder, '.git/info/exclude')] : []),
      ];
      const texts = files.filter((file) => existsSync(file)).map(textOf);
      rules.set(folder, texts.length ? ignore({ ignorecase: false }).add(texts.join('\n')) : undefined);
    }
    return rules.get(folder);
  };
  /** The nearest folder that says something of a path decides. */
  const decides = (file: string, isFolder: boolean, from: string): boolean => {
    for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
      const name = path.relative(folder, file).split(path.sep).join('/') + (isFolder ? '/' : '');
      const { ignored, unignored } = rulesIn(folder)?.test(name) ?? {};
      if (ignored || unignored) return Boolean(ignored);
      if (folder === from || path.dirname(folder) === folder) return false;
    }
  };
  // A folder that git ignores and that is checked all the same was meant.
  const isMeant = top !== undefined && top !== root && isIgnoredWhole(root, top, decides);
  const from = top === undefined || isMeant ? root : top;
  return (name, isFolder) => decides(path.join(root, name), isFolder, from);
}

function isIgnoredWhole(
  root: string,
  top: string,
  decides: (file: string, isFolder: boolean, from: string) => boolean,
): boolean {
  for (let folder = root; folder !== top && folder !== path.dirname(folder); folder = path.dirname(folder))
    if (decides(folder, true, top)) return true;
  return false;
}

/** The folder of the repository that a folder is in. */
export function repositoryOf(folder: string): string | undefined {
  if (existsSync(path.join(folder, '.git'))) return folder;
  const parent = path.dirname(folder);
  return parent === folder ? undefined : repositoryOf(parent);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // One that may not be read, or a folder of this name, says nothing.
    return '';
  }
}
