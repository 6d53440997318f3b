/** What a template's files become in a card: the same bytes, but for the card's own name and its dependency. */
import { readFileSync } from 'node:fs';
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

/** @param name the card's package name. */
export function render(file: CardFile, name: string): string | Uint8Array {
  const bytes = readFileSync(file.source);
  return isManifest(file) ? renderManifest(bytes.toString(), name) : bytes;
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
