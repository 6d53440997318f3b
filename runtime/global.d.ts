import type { Ld } from './index.js';

declare global {
  /** Whether this is the debug build: a constant of the build. */
  const DEBUG: boolean;

  interface Window {
    /** The page's connection to its host, where it loads the runtime as a script. */
    ld: Ld;
  }
}
