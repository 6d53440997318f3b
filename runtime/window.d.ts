import type { Ld } from './index.js';

declare global {
  interface Window {
    /** The page's connection to its host, where it loads the runtime as a script. */
    ld: Ld;
  }
  var ld: Ld;
}
