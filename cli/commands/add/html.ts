/** Pages that are HTML files (templates static and typescript): the new one is made after `index.html`. */

import { UserError } from '../../shared/errors.js';
import { escapeHtml } from '../../shared/html/escape.js';
import { addLine, indentationAt, lineBreakOf } from '../../shared/text.js';
import type { Card, Changes } from './card.js';
import type { Page } from './page.js';

const NAVIGATION = /(<nav\b[^>]*>)([^]*?)(<\/nav>)/i;
const MAIN = /(<main\b[^>]*>)([^]*?)(<\/main>)/i;

/** The page itself, and the link to it in the navigation of every page that has one. */
export function addHtmlPage(card: Card, page: Page): Changes {
  const file = `${page.slug}.html`;
  const changed: Record<string, string> = {};
  for (const name of card.list('').filter((entry) => entry.endsWith('.html'))) {
    const linked = withLink(card.read(name)!, page, '');
    if (linked) changed[name] = linked;
  }
  const model = card.read('index.html');
  if (!model || !changed['index.html'] || !MAIN.test(model)) {
    throw new UserError(
      'index.html has no <nav> with links and no <main> to make a page after. Copy one of your pages by hand.',
    );
  }
  return { created: { [file]: newPage(model, page) }, changed };
}

function newPage(model: string, page: Page): string {
  const title = escapeHtml(page.title);
  const eol = lineBreakOf(model);
  const unmarked = model.replace(NAVIGATION, (navigation) => navigation.replace(/\s+aria-current="[^"]*"/g, ''));
  return withLink(unmarked, page, ' aria-current="page"')!
    .replace(/(<title>)[^]*?(<\/title>)/i, (_, open, close) => open + title + close)
    .replace(MAIN, (_, open: string, content: string, close: string, at: number, text: string) => {
      const outer = indentationAt(text, at);
      // Where the card's script tells the agent things.
      const notice = /[ \t]*<(\w+)[^>]*\sdata-notice\b[^>]*>[^]*?<\/\1>/.exec(content);
      const lines = [
        `  <h1>${title}</h1>`,
        '  <section class="panel">',
        '    <p>What this page is for.</p>',
        '  </section>',
        ...(notice ? [`  ${notice[0].trim()}`] : []),
      ];
      return [open, ...lines.map((line) => outer + line), outer + close].join(eol);
    });
}

/** The page with one more link in its navigation; nothing when it has no navigation with links. */
function withLink(html: string, { slug, title }: Page, attributes: string): string | undefined {
  const navigation = NAVIGATION.exec(html);
  const last = navigation?.[2]!.toLowerCase().lastIndexOf('<a ') ?? -1;
  if (!navigation || last < 0) return undefined;
  const end = html.indexOf('</a>', navigation.index + navigation[1]!.length + last) + '</a>'.length;
  return addLine(html, end, `<a href="${slug}.html"${attributes}>${escapeHtml(title)}</a>`);
}
