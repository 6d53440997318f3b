/** A script: its text, where it stands, and its syntax. */
import { type Options, parse, parseExpressionAt, type Token, tokenizer, tokTypes } from 'acorn';
import type { Source } from './source.js';
import { withoutTypes } from './syntax/types.js';
import { Names } from './syntax/values.js';
import { type Node, walk } from './syntax/walk.js';

export interface Script {
  source: Source;
  /** Where in the source its text begins; what is found in an attribute is at the attribute. */
  offset: number;
  /** Whether offsets of its nodes are offsets in the source, from `offset` on. */
  isExact: boolean;
  text: string;
  /** Its syntax tree; or, where it is not plain JavaScript, those of the expressions that could be told. */
  roots: Node[];
  /** Whether all of it could be told. */
  isWhole: boolean;
  names: Names;
  /** What its imports ask for. */
  specifiers: string[];
  /** Scripts of the card that it imports. */
  imported: Script[];
}

/** What people write by hand is shorter. */
const LARGEST_TYPED = 200_000;

const options: Options = {
  ecmaVersion: 'latest',
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowHashBang: true,
  allowImportExportEverywhere: true,
};

/** Reads a script. @param text with its template's tags masked. */
export function parseScript(source: Source, text: string, offset = 0, isExact = true): Script {
  const untyped = /\.[mc]?tsx?$/i.test(source.name) && text.length < LARGEST_TYPED ? withoutTypes(text) : text;
  const program = parsed(untyped, 'module') ?? parsed(untyped, 'script');
  const roots = program ? [program] : fragmentsOf(untyped);
  return {
    source,
    offset,
    isExact,
    text,
    roots,
    isWhole: program !== null,
    names: new Names(roots),
    specifiers: specifiersOf(text, program),
    imported: [],
  };
}

/** Where a node of a script is in its source. */
export function offsetOf({ offset, isExact }: Script, node: Node): number {
  return isExact ? offset + node.start : offset;
}

/** Visits all nodes of a script. */
export function eachNode({ roots }: Script, visit: (node: Node, around: readonly Node[]) => void | false): void {
  for (const root of roots) walk(root, visit);
}

/** All nodes of one type. */
export function nodesOf(script: Script, type: string): Node[] {
  const found: Node[] = [];
  eachNode(script, (node) => void (node.type === type && found.push(node)));
  return found;
}

function parsed(text: string, sourceType: 'module' | 'script'): Node | null {
  try {
    return parse(text, { ...options, sourceType }) as Node;
  } catch {
    return null;
  }
}

/** What begins the expressions that the checks are about. */
const BEGINS = /^(window|self|globalThis|parent|top|document|location|navigation|ld|event|e|msg)$/;

/**
 * Of a script that is more than JavaScript, as TypeScript is: the expressions that begin with a name of interest, each
 * parsed by itself. Types around them do not matter then; one with types in it is passed over.
 */
function fragmentsOf(text: string): Node[] {
  const fragments: Node[] = [];
  let end = 0;
  for (const [start, follows] of namesIn(text)) {
    if (start < end || follows) continue;
    try {
      const fragment = parseExpressionAt(text, start, { ...options, sourceType: 'module' }) as Node;
      end = fragment.end;
      fragments.push(fragment);
    } catch {
      // Types in it, or no expression at all.
    }
  }
  return fragments;
}

/** Where names of interest begin, with a parenthesis in front of them, and whether each is a member of something. */
function* namesIn(text: string): Generator<[start: number, isMember: boolean]> {
  try {
    let [before, last]: (Token | undefined)[] = [];
    for (const token of tokenizer(text, options)) {
      if (token.type === tokTypes.name && BEGINS.test(text.slice(token.start, token.end))) {
        const isGrouped =
          last?.type === tokTypes.parenL && !(before && /[\w$)\]]$/.test(text.slice(before.start, before.end)));
        yield [
          isGrouped ? last!.start : token.start,
          last?.type === tokTypes.dot || last?.type === tokTypes.questionDot,
        ];
      }
      [before, last] = [last, token];
    }
  } catch {
    // JSX and the like: what comes before it has been told.
  }
}

function specifiersOf(text: string, program: Node | null): string[] {
  const specifiers: string[] = [];
  if (program) {
    walk(
      program,
      ({ type, source }) =>
        void (/^(Import|Export)/.test(type) && typeof source?.value === 'string' && specifiers.push(source.value)),
    );
    return specifiers;
  }
  for (const [, , specifier] of text.matchAll(/\b(?:from|import)\s*\(?\s*(["'])([^"'\n]+)\1/g))
    specifiers.push(specifier!);
  return specifiers;
}
