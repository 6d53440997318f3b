/** How findings are told: `pretty` for people; `json`, `sarif` and `github` for programs, code scanning and workflows. */
import type { Finding } from '../finding.js';
import type { Skipped } from '../walk/index.js';
import { github } from './github.js';
import { json } from './json.js';
import { pretty } from './pretty.js';
import { sarif } from './sarif.js';

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
  /** The folder that files are relative to; absent for addresses. */
  root?: string;
}

export const FORMATS = { pretty, json, github, sarif } satisfies Record<string, (report: Report) => string>;

export type FormatName = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[];
