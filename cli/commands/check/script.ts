/** A script: its text, where it stands, and its syntax. */
import { PUT_OUT } from '../../shared/html/templating.js';
import type { Source } from './source.js';
import { type Dialect, type Parsed, parse } from './syntax/parse.js';
import { lookThrough, type Syntax } from './syntax/scopes.js';
import { type Node, walk } from './syntax/walk.js';

export interface Script {
  source: Source;
  /** Where in the source its text begins; what is found in an attribute is at the attribute. */
  offset: number;
  /** Whether offsets of its nodes are offsets in the source, from `offset` on. */
  isExact: boolean;
  text: string;
  /** What it was read as. */
  dialect: Dialect;
  /** Its syntax tree; absent where it could not be read. */
  program?: Node;
  /** Whether all of it could be read. */
  isWhole: boolean;
  /** Why not. */
  problem?: ScriptProblem;
  syntax: Syntax;
  /** What its imports ask for. */
  specifiers: string[];
  /** Scripts of the card that it imports, by what its imports ask for. */
  imports: Map<string, Script>;
}

export interface ScriptProblem {
  /** Where in the source. */
  at: number;
  message: string;
  /**
   * `syntax`, `curly` (quotation marks): the browser does not run the script. `deep`, `long`, `flow`: it could not
   * be read here. `template`: a template's tags stand in the code, so it is not known what the browser gets.
   */
  kind: 'syntax' | 'curly' | 'deep' | 'long' | 'flow' | 'template';
}

export interface ScriptPlace {
  /** Where in the source the text begins. */
  offset?: number;
  /** Whether offsets in the text are those in the source; not so for the value of an attribute. */
  isExact?: boolean;
  /** What it is read as; by default as the source's name says. */
  dialect?: Dialect;
  /** Whether a template's tags were taken out of the text. */
  isTemplated?: boolean;
}

/** Longer ones are not read: they would take more time and memory than a check may. */
const MAX_SCRIPT_LENGTH = 12_000_000;

/** Reads a script. @param text with its template's tags masked. */
export function parseScript(source: Source, text: string, place: ScriptPlace = {}): Script {
  const { offset = 0, isExact = true, dialect = dialectOf(source.name), isTemplated = false } = place;
  const { program, problem } =
    text.length > MAX_SCRIPT_LENGTH ? LONG : isTemplated ? parseTemplated(text, dialect) : parseFile(text, dialect);
  const isModule = program?.sourceType === 'module' || /^(module|typescript|tsx)$/.test(dialect);
  const syntax = lookThrough(program, !isModule);
  return {
    source,
    offset,
    isExact,
    text,
    dialect,
    ...(program && { program }),
    isWhole: !problem,
    ...(problem && { problem: { ...problem, at: isExact ? offset + problem.at : offset } }),
    syntax,
    specifiers: specifiersOf(text, program, syntax),
    imports: new Map(),
  };
}

type Read = { program?: Node; problem?: ScriptProblem };

const LONG: Read = {
  problem: { at: 0, kind: 'long', message: `it is longer than ${MAX_SCRIPT_LENGTH / 1e6} million characters` },
};

function dialectOf(name: string): Dialect {
  const [, end = ''] = /\.([a-z]+)(?:[?#].*)?$/i.exec(name) ?? [];
  if (/^tsx$/i.test(end)) return 'tsx';
  return /^[mc]?ts$/i.test(end) ? 'typescript' : 'file';
}

/** Files that a build or a server writes into before a browser gets them. */
const TEMPLATE_TAGS = /<%|<\?(php|=)|\{\{|\{%|^---\r?\n|^\s*#(if|ifdef|include|define)\b/m;

function parseFile(text: string, dialect: Dialect): Read {
  const parsed: Parsed = parse(text, dialect);
  const isTemplate = dialect === 'file' && parsed.problem?.kind === 'syntax' && TEMPLATE_TAGS.test(text);
  return isTemplate ? { ...parsed, problem: { ...parsed.problem!, kind: 'template' } } : parsed;
}

/** What the tags put out may be any code, and of what they choose between there may be more than one. */
function parseTemplated(text: string, dialect: Dialect): Read {
  const parsed = parse(text, dialect);
  if (!parsed.problem || parsed.problem.kind === 'curly') return parsed;
  if (parsed.program) return { program: parsed.program };
  const blank = text.replaceAll(PUT_OUT, ' ');
  const { program } = blank === text ? parsed : parse(blank, dialect);
  return program ? { program } : { problem: { ...parsed.problem, kind: 'template' } };
}

/** Where a node of a script is in its source. */
export function offsetOf({ offset, isExact }: Script, node: Node): number {
  return isExact ? offset + node.start : offset;
}

/** Visits all nodes of a script, parents first. */
export function eachNode({ program }: Script, visit: (node: Node) => void | false): void {
  if (program) walk(program, visit);
}

/** All nodes of one type, in the order of the source. */
export function nodesOf({ syntax }: Script, type: string): readonly Node[] {
  return syntax.byType.get(type) ?? [];
}

function specifiersOf(text: string, program: Node | undefined, syntax: Syntax): string[] {
  if (!program) return [...text.matchAll(/\b(?:from|import)\s*\(?\s*(["'])([^"'\n]+)\1/g)].map(([, , name]) => name!);
  const specifiers = (program.body as Node[]).flatMap(({ type, source }) =>
    /^(Import|Export)/.test(type) && typeof source?.value === 'string' ? [source.value as string] : [],
  );
  const asked = [
    ...(syntax.byType.get('ImportExpression') ?? []).map(({ source }) => source),
    ...(syntax.calls.get('require') ?? []).map((call) => call.arguments[0]),
  ];
  for (const node of asked) if (typeof node?.value === 'string') specifiers.push(node.value);
  return specifiers;
}
