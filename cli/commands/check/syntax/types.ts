/**
 * TypeScript without its types, each blanked where it stands. It knows what cards are written with, not the whole
 * language: what comes out is JavaScript, or it does not parse and is not used.
 */

/** A type: a name with its arguments, a literal, an object or a tuple, in unions, intersections and arrays. */
const NAME = String.raw`(?:(?:keyof|typeof|readonly|unique|infer)\s+)*[A-Za-z_$][\w$.]*(?:<(?:[^<>;]|=>|<(?:[^<>;]|=>|<[^<>;]*>)*>)*>)?`;
const ATOM = String.raw`(?:${NAME}|'[^'\n]*'|"[^"\n]*"|-?\d+|\{[^{}]*\}|\[[^[\]]*\]|\((?:[^()]|\([^()]*\))*\)(?:\s*=>\s*${NAME})?)(?:\[(?:'[^']*'|\w*)\])*`;
const TYPE = String.raw`\|?\s*${ATOM}(?:\s*[|&]\s*${ATOM})*(?:\s+is\s+${ATOM})?`;

/** What has a syntax of its own: comments, strings, templates, clauses of imports. */
const OTHER =
  String.raw`\b(?:import|export)\s*(?:[\w$]+\s*,\s*)?\{[^{}]*\}\s*from\b|\/\*[^]*?\*\/|\/\/[^\n]*|'(?:\\[^]|[^'\\\n])*'|"(?:\\[^]|[^"\\\n])*"|` +
  '`(?:\\\\[^]|[^`\\\\])*`';

/** Constructs that are nothing but types. */
const WHOLE = [
  String.raw`\bimport\s+type\b[^;'"]*['"][^'"\n]*['"];?`,
  String.raw`\bexport\s+type\s*(?:\*|\{)[^;'"]*(?:['"][^'"\n]*['"])?;?`,
  String.raw`\b(?:export\s+)?(?:declare\s+)?interface\s+[\w$]+[^{;]*\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}`,
  String.raw`\b(?:export\s+)?(?:declare\s+)?type\s+[\w$]+\s*(?:<[^=]*>)?\s*=\s*${TYPE}\s*(?:;|(?=\n))`,
  String.raw`\bdeclare\s+(?:global|module|namespace)\b[^{;]*\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}`,
  String.raw`\bdeclare\s+[^\n]*`,
  String.raw`\b(?:public|private|protected|readonly|abstract|override)\s+(?=[\w$#])`,
];

/** Types beside values: of variables and parameters, of results, of calls; assertions. */
const BESIDE = [
  String.raw`(?<=[\w$)\]}'"])\s+(?:as|satisfies)\s+(?:const\b|${TYPE})`,
  String.raw`(?<=[\w$)\]])!(?=[.;,)\]\s[(])(?!=)`,
  String.raw`(?<=\b(?:const|let|var)\s+(?:[\w$]+|\{[^{}]*\}|\[[^[\]]*\]))!?\s*:\s*${TYPE}(?=\s*(?:=|;|,|\n|of\b|in\b))`,
  String.raw`(?<=\))\s*:\s*${TYPE}(?=\s*(?:=>|\{))`,
  String.raw`(?<=\bfunction\s+[\w$]+)<[^()]*>(?=\()`,
  String.raw`(?<=\b[\w$]+)<${TYPE}(?:\s*,\s*${TYPE})*>(?=\()`,
];

/** Parameters in parentheses, followed by what makes them those of a function. */
const PARAMETERS = new RegExp(String.raw`\(((?:[^()]|\([^()]*\))*)\)(?=\s*(?:=>|\{))`, 'g');
const PARAMETER = new RegExp(
  String.raw`(?<=(?:^|[,[(]|\.\.\.)\s*(?:[\w$]+|\{[^{}]*\}|\[[^[\]]*\])\s*)\??\s*:\s*${TYPE}(?=\s*(?:[,=)]|$))`,
  'g',
);

/** Blanks the types of a script; its lines and columns stay. */
export function withoutTypes(text: string): string {
  const untyped = blank(blank(text, WHOLE), BESIDE);
  return untyped.replace(PARAMETERS, (whole, parameters: string) =>
    `(${parameters.replace(PARAMETER, blanks)})`.padEnd(whole.length),
  );
}

function blank(text: string, constructs: string[]): string {
  return text.replace(new RegExp(`(${OTHER})|${constructs.join('|')}`, 'g'), (found, other?: string) =>
    other === undefined ? blanks(found) : within(other, constructs),
  );
}

/** Names that are imported as types; expressions in a template. */
function within(text: string, constructs: string[]): string {
  if (/^(import|export)/.test(text))
    return text.replace(/(?<=[{,]\s*)type\s+[\w$]+(?:\s+as\s+[\w$]+)?\s*(?:,|(?=\}))/g, blanks);
  return text.startsWith('`') ? text.replace(/\$\{[^{}]*\}/g, (expression) => blank(expression, constructs)) : text;
}

function blanks(text: string): string {
  return text.replace(/\S/g, ' ');
}
