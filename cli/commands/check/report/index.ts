/**
 * How findings are told: `pretty` for people; `json`, `sarif` and `github` for programs, code scanning and workflows.
 */
import { github } from './github.js';
import { json } from './json.js';
import { pretty } from './pretty.js';
import type { Report } from './report.js';
import { sarif } from './sarif.js';

export const FORMATS = { pretty, json, github, sarif } satisfies Record<string, (report: Report) => string>;

export type FormatName = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[];
