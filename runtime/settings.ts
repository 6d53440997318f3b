/** What the page's settings say. They are read once, before anything else. */
import { kept } from './carry.js';
import { report } from './facts.js';
import { take } from './query.js';

/** As the script's element has them in its `dataset`; lists are separated by white space. */
export interface Settings {
  ldAllow?: string | undefined;
  ldKeep?: string | undefined;
  ldParam?: string | undefined;
}

/** Name of the parameter that carries the host's origin to the next page; also its key in the tab's storage. */
export let param: string;
/** Origins that may be the host. */
export let allowed: RegExp;

/** LeadDesk's own hosts, and loopback on any port for development. */
const DEFAULT_ALLOWED = 'https://.+\\.leaddesk\\.(com|eu|ch)|https?://(localhost|127[\\d.]+|\\[::1])(:.+)?';

export function readSettings({ ldAllow, ldKeep, ldParam }: Settings): void {
  param = ldParam || 'ld_referrer';
  for (const name of words(ldKeep)) kept.set(name, take(location.search, name)[1]);
  allowed = RegExp(`^(${words(ldAllow).map(patternOf).join('|') || DEFAULT_ALLOWED})/?$`, 'i');
}

function words(list = ''): string[] {
  return list.match(/\S+/g) || [];
}

/** The host may begin with `*.` (one or more labels); a lone `*` is any. What is no origin allows nothing. */
function patternOf(origin: string): string {
  if (!/^(\*|https?:\/\/[^/?#]+\/?)$/i.test(origin)) {
    if (DEBUG) report({ is: 'no origin', setting: origin });
    else console.error(`ld: no origin ${origin}`);
  }
  return origin.replace(/\W/g, '\\$&').replace('\\*', '.+');
}
