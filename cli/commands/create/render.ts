/**
 * What a template's files become in a card: the same bytes, but for its name, its dependency, its language, and the
 * pages that several templates share.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { dependencySpec, packageName } from '../../shared/package.js';
import type { CardFile } from './templates.js';

/** A package.json, as far as it matters here. */
interface Manifest {
  name?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/** The names of what a template's package depends on. */
export function dependenciesOf(files: readonly CardFile[]): string[] {
  const file = files.find(isManifest);
  const manifest: Manifest = file ? JSON.parse(readFileSync(file.source, 'utf8')) : {};
  return Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
}

/** What a card is called, and which language it speaks at first. */
export interface CardSettings {
  /** The card's package name. */
  name: string;
  /** One of `languages()`. */
  language: string;
}

/** The content of a card's file. Most are the template's, byte for byte. */
export function render(file: CardFile, settings: CardSettings): string | Uint8Array {
  const bytes = readFileSync(file.source);
  if (isManifest(file)) return renderManifest(bytes.toString(), settings.name);
  if (/[\\/]_shared[\\/]pages[\\/]/.test(file.source)) return renderPage(file, bytes.toString(), settings);
  // A sandboxed page may not fetch JSON, but it loads scripts.
  if (file.source.endsWith('.json') && file.path.endsWith('.js'))
    return `window.cardTexts = ${bytes.toString().trim()};\n`;
  if (/\.(js|php)$/.test(file.source)) {
    const text = bytes.toString();
    const inLanguage = text.replace(/\b(LANGUAGE = )'en'/, `$1'${settings.language}'`);
    if (inLanguage !== text) return inLanguage;
  }
  return bytes;
}

/** A page: the frame of all pages, with the template's own scripts and the page's content. */
function renderPage(file: CardFile, main: string, { language }: CardSettings): string {
  const page = file.path.replace('index.html', 'contact.html').replace('.html', '');
  const shared = path.dirname(file.source);
  const read = (...place: string[]) => readFileSync(path.join(shared, ...place), 'utf8');
  const parts: Record<string, string> = {
    main,
    header: read('_header.html'),
    head: read('../..', file.template, '_head.html'),
  };
  const { cancel } = JSON.parse(read('../texts', `${language}.json`));
  return read('_page.html')
    .replace(/^ *<!-- include (\w+) -->\n/gm, (_, name: string) => parts[name]!)
    .replace('<html lang="en">', `<html lang="${language}">`)
    .replace('LANGUAGE', language)
    .replace('CANCEL', cancel)
    .replace('PAGE', page);
}

function isManifest(file: CardFile): boolean {
  return file.path === 'package.json';
}

function renderManifest(text: string, name: string): string {
  const manifest: Manifest = { name, ...JSON.parse(text) };
  manifest.name = name;
  for (const group of [manifest.dependencies, manifest.devDependencies]) {
    if (group?.[packageName]) group[packageName] = dependencySpec();
  }
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
