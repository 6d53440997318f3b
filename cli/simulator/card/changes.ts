/** The WebSocket by which pages in a tab hear of changes. */
export const CHANGES = '/__ld/changes';
