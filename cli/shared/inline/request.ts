/** What is asked of a page, and how it stands there. */
import type { Settings } from './element.js';
import type { LanguageName } from './languages.js';

export interface Request {
  runtime: string;
  /** The companion's script, and whether it is asked for: one that is there is updated in any case. */
  companion?: { script: string; isWanted: boolean };
  settings: Settings;
  language: LanguageName;
  /** The file's name, for its syntax and for errors. */
  file: string;
}

/** How the runtime stands in a page. `current`: with the settings asked for as well. */
export type State = 'current' | 'outdated' | 'other settings' | 'linked' | 'code' | 'missing' | 'no companion';
