/** JavaScript, TypeScript and JSX as a syntax tree; or why a text is none. */
import { type ParserOptions, type ParserPlugin, parse as parseByBabel } from '@babel/parser';
import type { Node } from './walk.js';

/** What a text is read as. */
export type Dialect =
  /** A script of a page, as the browser reads it. */
  | 'script'
  | 'module'
  /** The text of an attribute such as `onclick`. */
  | 'handler'
  /** A JavaScript file: who loads it, and whether a build reads it first, is not known. */
  | 'file'
  | 'typescript'
  | 'tsx';

export interface Problem {
  /** Where in the text. */
  at: number;
  message: string;
  /**
   * `syntax`, `curly` (quotes): the browser does not run it. `deep`: it is nested too deeply to be read here. `flow`:
   * it has types of a kind that are not read here.
   */
  kind: 'syntax' | 'curly' | 'deep' | 'flow';
}

export interface Parsed {
  /** Absent where nothing of the text could be read. */
  program?: Node;
  problem?: Problem;
}

const COMMON: ParserOptions = {
  errorRecovery: true,
  attachComment: false,
  allowUndeclaredExports: true,
  // Tests of a card, and configurations, may be any of these.
  allowSuperOutsideMethod: true,
};

const NEWER: ParserPlugin[] = [
  ['estree', { classFeatures: true }],
  'decoratorAutoAccessors',
  'deferredImportEvaluation',
  'explicitResourceManagement',
];

/** Reads a text. It never throws. */
export function parse(text: string, dialect: Dialect): Parsed {
  const readings = readingsOf(text, dialect);
  let first: Parsed | undefined;
  for (const options of readings) {
    const parsed = read(text, options);
    if (!parsed.problem) return parsed;
    first ??= parsed;
    if (parsed.problem.kind === 'deep') break;
  }
  const { problem } = first!;
  if (problem!.kind !== 'syntax') return first!;
  if (dialect === 'file' && FLOW.test(text)) return { problem: { ...problem!, kind: 'flow', message: FLOW_TYPES } };
  // The rest of a script with curly quotation marks can be read as its author meant it.
  for (const straight of straightened(text)) {
    const meant = read(straight, readings[0]!);
    if (!meant.problem || meant.problem.at > problem!.at) {
      return { ...meant, problem: { kind: 'curly', at: firstDifference(text, straight), message: CURLY } };
    }
  }
  return first!;
}

/** A build takes Flow's types out; most of them are TypeScript's as well. */
const FLOW = /@flow\b|\bimport\s+type\b/;
const FLOW_TYPES = 'it has types of Flow that TypeScript does not have';

const CURLY = 'it has curly quotation marks in the place of straight ones';

/** The ways to read a dialect, the likeliest first. */
function readingsOf(text: string, dialect: Dialect): ParserOptions[] {
  const as = (sourceType: 'script' | 'module', ...plugins: ParserPlugin[]): ParserOptions => ({
    ...COMMON,
    sourceType,
    plugins: [...NEWER, ...plugins],
  });
  switch (dialect) {
    case 'script':
    case 'module':
      return [as(dialect)];
    case 'handler':
      return [{ ...as('script'), allowReturnOutsideFunction: true }];
    case 'typescript':
    case 'tsx': {
      const jsx: ParserPlugin[] = dialect === 'tsx' ? ['jsx'] : [];
      return [
        as('module', 'typescript', 'decorators-legacy', ...jsx),
        as('module', 'typescript', 'decorators', ...jsx),
      ];
    }
    case 'file': {
      const isModule = /^\s*(?:import|export)\b(?!\s*\()/m.test(text);
      const order = isModule ? (['module', 'script'] as const) : (['script', 'module'] as const);
      const loose = order.map((sourceType) => ({
        ...as(sourceType, 'jsx', 'decorators-legacy'),
        allowReturnOutsideFunction: true,
        allowAwaitOutsideFunction: sourceType === 'module',
      }));
      return FLOW.test(text) ? [...loose, as('module', 'jsx', 'typescript')] : loose;
    }
  }
}

function read(text: string, options: ParserOptions): Parsed {
  try {
    const { program, errors } = parseByBabel(text, options);
    const [error] = errors as unknown as Failure[] | [];
    return { program: program as unknown as Node, ...(error && { problem: problemOf(error) }) };
  } catch (error) {
    const problem = problemOf(error as Failure);
    return { problem: problem.kind === 'deep' ? { ...problem, at: text.search(/\S/) } : problem };
  }
}

interface Failure {
  message: string;
  pos?: number;
}

function problemOf({ message, pos }: Failure): Problem {
  // The parser calls itself for what is nested, and so is limited by the stack.
  if (pos === undefined) return { at: 0, message: 'it is nested too deeply', kind: 'deep' };
  return { at: pos, message: message.replace(/\s*\(\d+:\d+\)$/, ''), kind: 'syntax' };
}

const STRAIGHT: Record<string, string> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  // Bytes of windows-1252, where a page is read byte by byte.
  '\x84': '"',
  '\x93': '"',
  '\x94': '"',
  '\x82': "'",
  '\x91': "'",
  '\x92': "'",
};

/** Comments, strings and templates; then curly quotation marks, with the text up to the next. */
const CURLY_OR_TEXT =
  /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|`(?:\\[^]|[^`\\])*`|[“”„‟\x84\x93\x94][^“”„‟\x84\x93\x94"\n]*[“”„‟\x84\x93\x94"]?|[‘’‚‛\x82\x91\x92][^‘’‚‛\x82\x91\x92'\n]*[‘’‚‛\x82\x91\x92']?/g;

const ANY_CURLY = /[“”„‟‘’‚‛\x82\x84\x91-\x94]/;

/**
 * The text with straight quotation marks for those that are no part of a string; nothing where it does not parse then.
 */
export function withStraightQuotes(text: string, dialect: Dialect): string | undefined {
  const [straight] = straightened(text);
  return straight !== undefined && !parse(straight, dialect).problem ? straight : undefined;
}

/** The text with straight quotation marks for the curly ones: those that are no part of a string, then all. */
function* straightened(text: string): Generator<string> {
  if (!ANY_CURLY.test(text)) return;
  yield text.replace(CURLY_OR_TEXT, (found) => {
    const open = STRAIGHT[found[0]!];
    if (open === undefined) return found;
    const close = found.length > 1 ? (STRAIGHT[found.at(-1)!] ?? found.at(-1)!) : '';
    return open + found.slice(1, close ? -1 : undefined) + close;
  });
  yield text.replace(new RegExp(ANY_CURLY, 'g'), (quote) => STRAIGHT[quote]!);
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}
