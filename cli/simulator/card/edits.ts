/** Follows the edits of a card's files: the open pages take them in, its types are checked again. */
import type { CardServer } from './card-server.js';
import type { Problems } from './problems.js';
import { watchRestarts } from './restart.js';
import { createTypeChecker } from './typecheck.js';
import { type WatchOptions, watch } from './watch.js';

/** Files from which pages are made, where a server writes others beside them. */
const PAGE_SOURCE =
  /\.(html?|css|scss|m?[jt]sx?|cjs|vue|svelte|svg|php|phtml|inc|ejs|hbs|handlebars|mustache|njk|pug|twig|blade|liquid|jspx?|tagx?|aspx?|ascx|cshtml|vbhtml|erb|haml|py|rb)$/i;
/** Folders that servers and builds write. */
const WRITTEN = /^(dist|build|out|target|bin|obj|vendor|coverage|storage|cache|tmp|temp|logs?)$/i;
const TYPED = /\.[mc]?tsx?$|tsconfig.*\.json$/;

export interface Edited {
  folder: string;
  server: CardServer;
  problems: Problems;
  /** Has the pages take in changed files. */
  show(files: string[]): void;
  /** Called when the system watches no more folders, with its code. */
  limited(code: string): void;
}

/** @returns the function that ends it. */
export function followEdits({ folder, server, problems, show, limited }: Edited): () => void {
  let latest: string[] = [];
  const watched: WatchOptions = {
    limited,
    // A path without an extension is a folder, or stands for all.
    ...(server.upstream && { only: (file: string) => PAGE_SOURCE.test(file), without: WRITTEN }),
  };
  const restarts = server.upstream && watchRestarts(server.upstream, () => show(latest));
  const types = createTypeChecker(folder, problems.types);

  const unwatch = watch(
    folder,
    (files) => {
      latest = files;
      restarts?.expect();
      show(files);
      if (files.some((file) => TYPED.test(file))) types?.check();
    },
    watched,
  );
  types?.check();

  return () => {
    unwatch();
    restarts?.close();
    types?.close();
  };
}
