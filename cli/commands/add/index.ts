/**
 * `add page <name>`: adds a page to a card, in the card's own style, and links it.
 *
 *   card      where the card is            page      what the new page is called
 *   html      pages that are HTML files    express   pages of an Express app      php   pages of a PHP site
 *   escape    the title in each language   text      additions to source text
 */
import { lstatSync } from 'node:fs';
import path from 'node:path';
import { readArguments } from '../../shared/args.js';
import type { Command } from '../../shared/command.js';
import { UserError } from '../../shared/errors.js';
import { allOrNothing } from '../../shared/files.js';
import { bold, green, printable } from '../../shared/style.js';
import { type Card, type Changes, findCard } from './card.js';
import * as express from './express.js';
import { addHtmlPage } from './html.js';
import { type Page, pageNamed } from './page.js';
import * as php from './php.js';

const USAGE = 'create-leaddesk-card add';

const OPTIONS = { help: { type: 'boolean', short: 'h' } } as const;

const help = () => `${bold('Usage')}
  ${USAGE} page <name>

Adds a page to the card in the current folder, made like its other pages, and
links it in their navigation. A page or script of that name is never replaced.

${bold('Examples')}
  npx leaddesk-card add page "Call back"   adds the page call-back
  npx leaddesk-card add page terms         adds the page Terms
`;

/** How to add a page to each kind of card, by the files that tell the kind. */
const KINDS: { files: string[]; add(card: Card, page: Page): Changes }[] = [
  { files: [express.PAGES, express.LAYOUT], add: express.addExpressPage },
  { files: [php.LAYOUT], add: php.addPhpPage },
  { files: ['index.html'], add: addHtmlPage },
];

export const add: Command = async (argv) => {
  const { values, positionals } = readArguments(argv, OPTIONS, USAGE);
  if (values.help) return void process.stdout.write(help());
  const [what, name, ...more] = positionals;
  if (what !== 'page')
    throw new UserError(
      `${what === undefined ? 'Add what?' : `Cannot add ${JSON.stringify(what)}.`} ${USAGE} page <name>`,
    );
  if (more.length)
    throw new UserError(
      `One page at a time. Quote a name that has spaces: ${USAGE} page "${positionals.slice(1).join(' ')}"`,
    );

  const page = pageNamed(name ?? '');
  const card = findCard(process.cwd());
  const kind = KINDS.find(({ files }) => files.every((file) => card.read(file) !== undefined));
  if (!kind) throw new UserError(`${printable(card.folder)} looks like none of the templates. Add the page by hand.`);
  const changes = kind.add(card, page);
  await write(card, changes);

  const created = Object.keys(changes.created);
  const changed = Object.keys(changes.changed);
  process.stdout.write(`${green('✔')} Added ${created.join(', ')}\n  Linked in ${changed.join(', ')}\n`);
};

/** Writes all of the changes or none. @throws UserError when a file to be created is there already. */
function write({ folder }: Card, { created, changed }: Changes): Promise<void> {
  const present = Object.keys(created).find((file) => lstatSync(path.join(folder, file), { throwIfNoEntry: false }));
  if (present) throw new UserError(`${present} is there already. Choose another name.`);
  return allOrNothing('Cannot add the page', (transaction) => {
    for (const [file, text] of Object.entries(created)) transaction.create(path.join(folder, file), text);
    for (const [file, text] of Object.entries(changed)) transaction.update(path.join(folder, file), text);
  });
}
