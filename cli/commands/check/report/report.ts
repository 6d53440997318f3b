/** What is told of a check. */
import type { Finding } from '../finding.js';
import type { Skipped } from '../walk/index.js';

export interface Report {
  findings: readonly Finding[];
  /** How much was checked. */
  pages: number;
  scripts: number;
  /** What else there is to say. */
  notes: readonly string[];
  /** Addresses that the walk left out. */
  skipped?: readonly Skipped[];
  /** What the folder does not tell, and the command that does: the last line. */
  next?: string;
  /** What `--fix` mended; with a diff where it only would. */
  mended?: { count: number; files: string[]; diff?: string };
  /** How wide the terminal is, where it is one. */
  columns?: number;
  /** The folder that files are relative to; absent for addresses. */
  root?: string;
}

/** The page that explains a check, in the documents of this package. */
export function pageOf(id: string): string {
  return `docs/checks/${id}.md`;
}
