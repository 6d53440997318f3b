/**
 * Simulates an engine that cannot do something, in pages that `serve` sends: `WITHOUT=navigationApi,ancestorOrigins`.
 * A file whose first comment says `@without navigationApi, ancestorOrigins` runs once more in Chromium like that.
 */

interface Removal {
  /** Runs before the page's own scripts. */
  script?: () => void;
  /** What pages and scripts call it, and a name of the same length that nothing has. */
  rename?: [from: string, to: string];
}

const removals: Record<string, Removal> = {
  navigationApi: {
    script: () => {
      // None of these can be deleted.
      for (const name of ['navigation', 'NavigateEvent', 'Navigation']) {
        Object.defineProperty(window, name, { value: undefined, configurable: true, writable: true });
      }
    },
  },
  // No script can take it from `location`.
  ancestorOrigins: { rename: ['ancestorOrigins', 'ancestorOrigin_'] },
};

const wanted = (process.env.WITHOUT?.split(',') ?? []).map((name) => {
  const removal = removals[name];
  if (!removal) throw new Error(`WITHOUT names "${name}": use ${Object.keys(removals).join(', ')}.`);
  return removal;
});

/** To run in every page before all others. */
export const removalScripts = wanted.flatMap(({ script }) => script ?? []);

/** A page or a script with other names for what is taken away. */
export function withoutNames(body: string | Uint8Array): string | Uint8Array {
  const renames = wanted.flatMap(({ rename }) => (rename ? [rename] : []));
  if (renames.length === 0) return body;
  const text = Buffer.from(body as string).toString('latin1');
  return Buffer.from(
    renames.reduce((text, [from, to]) => text.replaceAll(from, to), text),
    'latin1',
  );
}
