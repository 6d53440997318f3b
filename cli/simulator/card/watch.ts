/**
 * Watches a folder, its folders too, for changed files.
 *
 * One watch a folder: a watch a file, as chokidar has, uses up the system's limit, and Node's own recursive watch walks
 * through node_modules. A folder is known by its inode, so that one that was swapped for another, or made again, is
 * watched as the new one; chokidar 5 hears nothing of it any more.
 */
import { type FSWatcher, readdirSync, realpathSync, type Stats, statSync, watch as watchFolder } from 'node:fs';
import path from 'node:path';

/** Folders that no one edits. */
const UNEDITED = /^(\..*|node_modules)$/;

/** Editors write a file in several steps: that many ms without another one, and it is written. */
const SETTLE_MS = 4;
/** How often it is looked whether the folder itself is another one: its own watch does not tell. */
const IDENTITY_MS = 300;
/** How often all files are looked at where they can not be watched. */
const POLL_MS = 700;

export interface WatchOptions {
  /** Which files count, by their path from the folder. When absent: all. */
  only?: (file: string) => boolean;
  /** Folders that are left out, by name, beside `node_modules` and those that begin with a dot. */
  without?: RegExp;
  /** Called when the system watches no more folders, with its code: files are looked at in turns from then on. */
  limited?: (code: string) => void;
  /** Watches one folder. When absent: Node's own. */
  watchFolder?: typeof watchFolder;
}

/** The path that stands for the whole folder. */
export const WHOLE_FOLDER = '.';

/**
 * @param changed is called with the paths that changed, from the folder and with slashes.
 * @returns the function that ends it.
 */
export function watch(root: string, changed: (files: string[]) => void, options: WatchOptions = {}): () => void {
  const { only = () => true, without = UNEDITED, limited, watchFolder: watchOne = watchFolder } = options;
  const folders = new Map<string, { watcher: FSWatcher; identity: string }>();
  const pending = new Set<string>();
  let settling: NodeJS.Timeout | undefined;
  let identity = identityOf(statOf(root));
  let seen: Map<string, string> | null = null;

  const isLeftOut = (name: string) => UNEDITED.test(name) || without.test(name);
  const relativeTo = (file: string) => path.relative(root, file).split(path.sep).join('/') || WHOLE_FOLDER;

  /** A link to a folder that holds the card's, as `/` does: all that is in there is not the card. */
  function leadsUp(folder: string): boolean {
    if (folder === root) return false;
    try {
      const way = path.relative(realpathSync(folder), realpathSync(root));
      return way === '' || !(way.startsWith('..') || path.isAbsolute(way));
    } catch {
      return true;
    }
  }

  function report(file: string) {
    pending.add(file);
    clearTimeout(settling);
    settling = setTimeout(() => {
      const files = [...pending];
      pending.clear();
      changed(files);
    }, SETTLE_MS);
  }

  /** Watches a folder and those in it. Links to folders are followed, but not in a circle. */
  function add(folder: string, above: readonly string[] = []) {
    const is = statOf(folder);
    const own = identityOf(is);
    if (seen || !is?.isDirectory() || above.includes(own) || leadsUp(folder)) return;
    if (folders.get(folder)?.identity === own) return;
    remove(folder);
    try {
      const watcher = watchOne(folder, (_, name) => name !== null && noticed(folder, String(name)));
      watcher.on('error', (error) => failed(folder, error));
      folders.set(folder, { watcher, identity: own });
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        if (entry.isFile() || isLeftOut(entry.name)) continue;
        add(path.join(folder, entry.name), [...above, own]);
      }
    } catch (error) {
      failed(folder, error as NodeJS.ErrnoException);
    }
  }

  /** Ends watching a folder and those in it. */
  function remove(folder: string) {
    for (const [other, { watcher }] of folders) {
      if (other !== folder && !other.startsWith(folder + path.sep)) continue;
      watcher.close();
      folders.delete(other);
    }
  }

  function failed(folder: string, { code = '' }: NodeJS.ErrnoException) {
    // ENOSPC: inotify's limit of watches; EMFILE: its limit of instances, or that of open files.
    if (!/^(ENOSPC|EMFILE|ENFILE)$/.test(code)) return remove(folder); // It has gone, or may not be read.
    if (seen) return;
    seen = snapshot();
    remove(root);
    limited?.(code);
  }

  function noticed(folder: string, name: string) {
    if (isTemporary(name) || isLeftOut(name)) return;
    const file = path.join(folder, name);
    const is = statOf(file);
    if (!is && name === path.basename(folder)) return renew(folder);
    if (is?.isDirectory()) add(file);
    else if (folders.has(file)) remove(file);
    const relative = relativeTo(file);
    if (is?.isDirectory() || only(relative)) report(relative);
  }

  /** A watch that tells of its folder's own name tells of its end. A new folder may have the same inode by then. */
  function renew(folder: string) {
    remove(folder);
    add(folder);
    if (folder === root && folders.has(root)) identity = identityOf(statOf(root));
    if (folder !== root || folders.has(root)) report(relativeTo(folder));
  }

  function checkIdentity() {
    const now = identityOf(statOf(root));
    // For a moment there may be none: while it is swapped, or made again.
    if (now === '' || (now === identity && (folders.has(root) || seen))) return;
    identity = now;
    remove(root);
    add(root);
    report(WHOLE_FOLDER);
  }

  function poll() {
    if (!seen) return;
    const before = seen;
    seen = snapshot();
    for (const file of new Set([...before.keys(), ...seen.keys()]))
      if (before.get(file) !== seen.get(file) && only(file)) report(file);
  }

  /** All files, with what changes when one is written. */
  function snapshot(): Map<string, string> {
    const found = new Map<string, string>();
    const visit = (folder: string, above: readonly string[]) => {
      const own = identityOf(statOf(folder));
      if (above.includes(own) || leadsUp(folder)) return;
      for (const name of namesIn(folder)) {
        if (isTemporary(name) || isLeftOut(name)) continue;
        const file = path.join(folder, name);
        const is = statOf(file);
        if (is?.isDirectory()) visit(file, [...above, own]);
        else if (is) found.set(relativeTo(file), `${is.mtimeMs} ${is.size} ${is.ino}`);
      }
    };
    visit(root, []);
    return found;
  }

  add(root);
  const timers = [setInterval(checkIdentity, IDENTITY_MS), setInterval(poll, POLL_MS)];
  for (const timer of timers) timer.unref();
  return () => {
    clearTimeout(settling);
    timers.forEach(clearInterval);
    remove(root);
  };
}

function statOf(file: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined; // A link that leads in a circle, or what may not be read.
  }
}

/** Which file or folder it is, whatever its name; empty for none. */
function identityOf(is: Stats | undefined): string {
  return is ? `${is.dev}:${is.ino}:${is.birthtimeMs}` : '';
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** What editors lay beside a file while they write it. */
function isTemporary(name: string): boolean {
  return /^[.#]|^4913$|~$|\.(sw[a-z]|tmp|temp|part)$/i.test(name);
}
