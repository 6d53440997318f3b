/** Pages that are PHP files in `public/`: the new one, and its entry in the navigation of the layout. */

import { UserError } from '../../shared/errors.js';
import { escapeHtml } from '../../shared/html/escape.js';
import { addEntry } from '../../shared/text.js';
import type { Card, Changes } from './card.js';
import { forComment, forPhp } from './escape.js';
import type { Page } from './page.js';

export const LAYOUT = 'src/layout.php';

export function addPhpPage(card: Card, { slug, title }: Page): Changes {
  const entry = `'${slug}' => ['${slug}.php', '${forPhp(title)}'],`;
  const layout = addEntry(card.read(LAYOUT)!, /\bNAVIGATION\s*=\s*\[[^]*?(?=\r?\n[ \t]*\];)/, entry);
  if (!layout)
    throw new UserError(`${LAYOUT} has no list called NAVIGATION to link the page in. Add the page by hand.`);
  return { created: { [`public/${slug}.php`]: pageOf({ slug, title }) }, changed: { [LAYOUT]: layout } };
}

function pageOf({ slug, title }: Page): string {
  return `<?php
/** ${forComment(title)}. */

declare(strict_types=1);

require __DIR__ . '/../src/card.php';

openPage('${forPhp(title)}', '${slug}', customer($contact));
?>
      <h1>${escapeHtml(title)}</h1>
      <section class="panel">
        <p>What this page is for.</p>
      </section>
<?php
closePage();
`;
}
