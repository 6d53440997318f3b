/** Pages that are modules of an Express app: a module in `pages/`, its line in the list of pages and in the layout. */
import { UserError } from '../../shared/errors.js';
import { addEntry, addLine } from '../../shared/text.js';
import type { Card, Changes } from './card.js';
import { forComment, forScript } from './escape.js';
import type { Page } from './page.js';

export const PAGES = 'pages/index.js';
export const LAYOUT = 'layout.js';

export function addExpressPage(card: Card, page: Page): Changes {
  return {
    created: { [`pages/${page.slug}.js`]: moduleOf(page) },
    changed: {
      [PAGES]: registered(card.read(PAGES)!, page),
      [LAYOUT]: linked(card.read(LAYOUT)!, page),
    },
  };
}

function moduleOf({ slug, title }: Page): string {
  return [
    `/** ${forComment(title)}. */`,
    "import { html } from '../html.js';",
    '',
    `export const path = '/${slug}';`,
    `export const title = '${forScript(title)}';`,
    `export const section = '${slug}';`,
    '',
    'export function view() {',
    '  return html`<h1>${title}</h1>',
    '      <section class="panel">',
    '        <p>What this page is for.</p>',
    '      </section>`;',
    '}',
    '',
  ].join('\n');
}

function registered(text: string, { slug }: Page): string {
  const name = identifier(slug, text);
  const lastImport = [...text.matchAll(/^import .*;/gm)].at(-1);
  const list = /(\bpages\s*=\s*\[)([^\]]*?),?(\s*\])/;
  if (!lastImport || !list.test(text))
    throw new UserError(`${PAGES} has no list of imported pages to add one to. Add the page by hand.`);
  return addLine(text, lastImport.index + lastImport[0].length, `import * as ${name} from './${slug}.js';`).replace(
    list,
    (_, open: string, names: string, close: string) => `${open}${names}${names.trim() && ', '}${name}${close}`,
  );
}

function linked(text: string, { slug, title }: Page): string {
  const entry = `{ path: '${slug}', title: '${forScript(title)}', section: '${slug}' },`;
  const added = addEntry(text, /\bnavigation\s*=\s*\[[^]*?(?=\r?\n[ \t]*\];)/, entry);
  if (!added) throw new UserError(`${LAYOUT} has no list called navigation to link the page in. Add the page by hand.`);
  return added;
}

/** A name for the module that the text does not use yet, and that JavaScript allows. */
function identifier(slug: string, text: string): string {
  const name = slug.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const taken = /^\d/.test(name) || new RegExp(`\\b${name}\\b`).test(text) || RESERVED.has(name);
  return taken ? `page${name[0]!.toUpperCase()}${name.slice(1)}` : name;
}

/** ECMAScript, "Keywords and Reserved Words", with what strict mode adds. */
const RESERVED = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
    'false finally for function if implements import in instanceof interface let new null package private protected ' +
    'public return static super switch this throw true try typeof var void while with yield'
  ).split(' '),
);
