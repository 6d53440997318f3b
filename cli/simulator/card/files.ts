/** Finds what an address means in a card's folder, and never anything outside it or secret in it. */
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/** What web hosts publish below a dot (RFC 8615). */
const PUBLIC = '.well-known';

/** Ends of names that are never served, as no web host should. TypeScript is served: it is built first. */
const REFUSED_ENDS = [
  // Keys, certificates, passwords, settings.
  'pem key crt cer der p8 p12 pfx jks keystore keytab kdbx? ppk gpg asc ovpn htpasswd env ini config tfstate tfvars',
  // Copies that editors and people leave.
  'bak bkp backup old orig save sw[a-p] tmp rej dist sample',
  // Databases and what servers write.
  'sql(\\.\\w+)? sqlite3?(-\\w+)? db mdb log',
  // Sources of templates and of servers.
  'inc ejs hbs handlebars mustache njk nunjucks twig pug jade haml slim erb e?eex heex leex liquid latte tpl tmpl gohtml',
  'eta edge vue svelte astro marko j2 jinja2? mako ftlh? vm volt ctp php(\\d|s)? phtml phar jspx? jspf tagx? aspx? asa',
  'asax ascx ashx cshtml vbhtml razor cf[mc] cgi p[lm] py rb lua go java cs sh bat cmd ps1',
].flatMap((ends) => ends.split(' '));
/** Such a name, also as copies are named (`a.php.1`), what editors lay beside a file, and private keys. */
const REFUSED = new RegExp(
  `\\.(${REFUSED_ENDS.join('|')})(\\.\\d+)?$|\\.php\\.|~$|^#.*#$|^id_(rsa|dsa|ecdsa|ed25519)\\b(?!\\.pub$)`,
  'i',
);
/** Sources that need a server to become a page. */
const DYNAMIC = /\.(php\d?|phtml|jspx?|aspx?|cshtml|cfm|cgi|pl|py|rb)$/i;

export type Found =
  | { kind: 'file'; file: string }
  /** A folder's address without its slash: relative links in it would go wrong. */
  | { kind: 'redirect'; to: string }
  /** `tried`: what was looked for, for the one who asks. */
  | { kind: 'missing'; tried: string[]; why?: string }
  /** A source that only a server can make a page of. */
  | { kind: 'dynamic' }
  | { kind: 'malformed'; why: string };

/**
 * @param root the folder, as `realpath` gives it.
 * @param pathname the path of a request, still encoded, without its query.
 */
export async function findFile(root: string, pathname: string): Promise<Found> {
  const segments = readPath(pathname);
  if (typeof segments === 'string') return { kind: 'malformed', why: segments };
  const name = segments.join('/');
  const candidates =
    name === '' || name.endsWith('/') ? [`${name}index.html`] : [name, `${name}.html`, `${name}/index.html`];
  for (const candidate of candidates) {
    const file = await realFile(root, candidate);
    if (!file) {
      const why = refusalOf(candidate);
      if (why) return { kind: 'missing', tried: [], why };
      continue;
    }
    const real = path.relative(root, file);
    if (isOutside(real)) return { kind: 'missing', tried: [], why: `${candidate} leads out of the card's folder.` };
    // The name that was asked for, and the file that a link leads to.
    if ([candidate, real].some((asked) => DYNAMIC.test(asked))) return { kind: 'dynamic' };
    const why = refusalOf(candidate) ?? refusalOf(real);
    if (why) return { kind: 'missing', tried: [], why };
    if (candidate !== name && candidate === `${name}/index.html`)
      return { kind: 'redirect', to: `./${pathname.split('/').at(-1)}/` };
    return { kind: 'file', file };
  }
  return { kind: 'missing', tried: candidates };
}

/** @returns the decoded segments of a path, or why it has none. */
export function readPath(pathname: string): string[] | string {
  if (!pathname.startsWith('/')) return 'The path does not begin with a slash.';
  let segments: string[];
  try {
    segments = pathname.slice(1).split('/').map(decodeURIComponent);
  } catch {
    return 'The path is not encoded as UTF-8.';
  }
  // Decoded only once, and after splitting: an encoded slash is no separator, but a name that no file can have.
  if (segments.some((segment) => /[\0/\\]/.test(segment) || segment === '..' || segment === '.'))
    return 'The path has no place in a folder.';
  if (segments.slice(0, -1).includes('')) return 'The path has an empty segment.';
  return segments;
}

/** Why a path in the folder is not served; `null`: it may be. */
function refusalOf(name: string): string | null {
  const segments = name.split(/[\\/]/);
  // Package managers keep what is installed below a dot, and link to it: node_modules/.pnpm.
  const hidden = segments.find(
    (segment, at) => segment.startsWith('.') && segment !== PUBLIC && segments[at - 1] !== 'node_modules',
  );
  if (hidden !== undefined) return `What begins with a dot, as ${hidden}, is not served.`;
  const refused = segments.find((segment) => REFUSED.test(segment.replace(/[. ]+$|::?\$data$/i, '')));
  return refused === undefined ? null : `${refused} may hold secrets or sources, so it is not served.`;
}

/** The file itself, links followed; null when there is none. */
async function realFile(root: string, name: string): Promise<string | null> {
  try {
    const file = await realpath(path.join(root, name));
    return (await stat(file)).isFile() ? file : null;
  } catch {
    return null;
  }
}

/** @param relative a path from the folder. */
function isOutside(relative: string): boolean {
  return relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
}
