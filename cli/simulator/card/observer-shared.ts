/** What the observer and its server share. */

/** The WebSocket by which pages in a tab hear of changes. */
export const CHANGES = '/__ld/changes';

/** A string that is in every build of the runtime, bundled or not: the name of its parameter. */
export const RUNTIME_MARK = 'ld_referrer';
