/** The page to add: its title and its names, from what the user calls it. */
import { UserError } from '../../shared/errors.js';

export interface Page {
  /** For people. */
  title: string;
  /** For addresses and files. */
  slug: string;
}

/** @param name as the user types it: a title, or what it would be in an address. */
export function pageNamed(name: string): Page {
  const given = name
    .replace(/\.(html?|php|js|ts)$/i, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (!given) throw new UserError('A page needs a name: create-leaddesk-card add page "Call back".');
  const words = given.replace(/[-_]+/g, ' ').trim() || given;
  const title = /^[a-z\d_-]+$/.test(given) ? words[0]!.toUpperCase() + words.slice(1) : given;
  const slug = given
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mark}/gu, '')
    .replace(/[^a-z\d]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '');
  // A name of digits alone would be a number as the key of a PHP array.
  return { title, slug: /^\d*$/.test(slug) ? `page-${slug}`.replace(/-$/, '') : slug };
}
