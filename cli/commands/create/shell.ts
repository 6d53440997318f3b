/** Command lines that survive being pasted into a shell. */
import path from 'node:path';

/**
 * A command line whose words a shell reads as they are, whatever is in them.
 *
 * For POSIX shells; on Windows for cmd and PowerShell alike, as far as these agree.
 */
export function commandLine(words: readonly string[], platform: NodeJS.Platform = process.platform): string {
  return words.map((word) => (platform === 'win32' ? quotedForWindows(word) : quoted(word))).join(' ');
}

/** POSIX, "Quoting": between single quotes every character stands for itself, and a single quote cannot occur. */
function quoted(word: string): string {
  if (/^[\w%+,./:@=-]+$/.test(word)) return word;
  if (/[\0-\x1f\x7f]/.test(word) && !word.endsWith('\n')) return printed(word);
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** A terminal would act on control characters instead of showing them, so `printf` makes them. */
function printed(word: string): string {
  const format = word
    .replace(/[\\%]/g, '$&$&')
    .replace(/[\0-\x1f\x7f]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`)
    .replaceAll("'", "'\\''");
  return `"$(printf '${format}')"`;
}

function quotedForWindows(word: string): string {
  return /^[\w+,./:\\@-]+$/.test(word) ? word : `"${word}"`;
}

/** The path of a folder as a person here would write it, the shorter of both ways. Empty for the current folder. */
export function pathFromHere(folder: string): string {
  const relative = path.relative('', folder);
  return relative.length < folder.length ? relative : folder;
}

/** A path that no command takes for an option. */
export function safePath(file: string): string {
  return file.startsWith('-') ? `./${file}` : file;
}
