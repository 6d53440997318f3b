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
  if (isPath(name.trim()))
    throw new UserError(
      `A page's name is no path, and ${JSON.stringify(name)} is one. Give a title: create-leaddesk-card add page "Call back".`,
    );
  const given = name
    .replace(/\.(html?|php|js|ts)$/i, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(given))
    throw new UserError('A page needs a name: create-leaddesk-card add page "Call back".');
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

/** Whether a name is one of a file in a folder. A title may have a slash, as in `A/B test`. */
function isPath(name: string): boolean {
  const isOneWord = /^[^\s<>]*[\\/][^\s<>]*$/;
  const climbs = /^\.{1,2}$|(^|[\\/])\.{1,2}[\\/]|[\\/]\.{1,2}$/;
  const isAbsolute = /^(~|[a-z]:)?[\\/]/i;
  return isOneWord.test(name) || climbs.test(name) || isAbsolute.test(name);
}
