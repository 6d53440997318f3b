/** How findings are told: `pretty` for people, `json` for programs, `github` as annotations of a workflow. */
import type { Finding } from '../finding.js';
import { github } from './github.js';
import { json } from './json.js';
import { pretty } from './pretty.js';

export interface Report {
  findings: readonly Finding[];
  /** How much was checked. */
  pages: number;
  scripts: number;
  /** What else there is to say. */
  notes: readonly string[];
  /** The folder that files are relative to; absent for addresses. */
  root?: string;
}

export const FORMATS = { pretty, json, github } satisfies Record<string, (report: Report) => string>;

export type FormatName = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[];
