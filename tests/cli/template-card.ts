/** A template's card as it is made, without the command line: for tests that look at its files. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { render } from '../../cli/commands/create/render.js';
import { filesOf, type Template } from '../../cli/commands/create/templates.js';
import { plant } from './scratch.js';

const cards = new Map<string, string>();

/** The folder of a template's card, made once a process. */
export function templateCard(template: Template, language = 'en'): string {
  const known = cards.get(template + language);
  if (known) return known;
  const folder = mkdtempSync(path.join(tmpdir(), `card-${template}-`));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  plant(
    folder,
    Object.fromEntries(filesOf(template).map((file) => [file.path, render(file, { name: template, language })])),
  );
  cards.set(template + language, folder);
  return folder;
}
