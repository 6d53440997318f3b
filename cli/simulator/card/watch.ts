/** Watches a folder, its folders too, for changed files. */
import { type FSWatcher, readdirSync, statSync, watch as watchFolder } from 'node:fs';
import path from 'node:path';

/** Folders that nobody edits. */
const UNEDITED = /^(\..*|node_modules)$/;

/** Editors write a file in several steps: that many ms without another one, and it is written. */
const QUIET = 30;

export interface Watched {
  /** Which files count, by their path from the folder. When absent: all. */
  only?: (file: string) => boolean;
  /** Folders that are left out, by name, beside `node_modules` and those that begin with a dot. */
  without?: RegExp;
}

/**
 * @param changed is told the paths that changed, from the folder and with slashes.
 * @returns the function that ends it.
 */
export function watch(
  root: string,
  changed: (files: string[]) => void,
  { only = () => true, without = UNEDITED }: Watched = {},
): () => void {
  // One watcher a folder: Node's own recursive watch would walk through node_modules as well.
  const folders = new Map<string, FSWatcher>();
  const files = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  function isLeftOut(name: string) {
    return UNEDITED.test(name) || without.test(name);
  }

  function add(folder: string) {
    if (folders.has(folder)) return;
    try {
      const watcher = watchFolder(folder, (_, name) => name !== null && noticed(folder, name));
      watcher.on('error', () => remove(folder));
      folders.set(folder, watcher);
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        if (entry.isDirectory() && !isLeftOut(entry.name)) add(path.join(folder, entry.name));
      }
    } catch {
      remove(folder); // It has gone again, or may not be read.
    }
  }

  function remove(folder: string) {
    folders.get(folder)?.close();
    folders.delete(folder);
  }

  function noticed(folder: string, name: string) {
    if (isTemporary(name) || isLeftOut(name)) return;
    const file = path.join(folder, name);
    const relative = path.relative(root, file).split(path.sep).join('/');
    const is = statSync(file, { throwIfNoEntry: false });
    if (is?.isDirectory()) add(file);
    else if (!is && folders.has(file)) remove(file);
    if (!is?.isDirectory() && !only(relative)) return;
    files.add(relative);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const found = [...files];
      files.clear();
      changed(found);
    }, QUIET);
  }

  add(root);
  return () => {
    clearTimeout(timer);
    [...folders.keys()].forEach(remove);
  };
}

/** What editors lay beside a file while they write it. */
function isTemporary(name: string): boolean {
  return /^[.#]|^4913$|~$|\.(sw[a-z]|tmp|temp|part)$/i.test(name);
}
