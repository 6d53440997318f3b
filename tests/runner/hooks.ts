/** Hooks of Node's module loader, which runs them in a thread of its own. */
import type { InitializeHook, ResolveHook } from 'node:module';

let watched: string;

/** @param url the module that tests get instead of uvu. */
export const initialize: InitializeHook<string> = (url) => {
  watched = url;
};

export const resolve: ResolveHook = (specifier, context, next) =>
  specifier === 'uvu' && context.parentURL !== watched
    ? { url: watched, shortCircuit: true }
    : next(specifier, context);
