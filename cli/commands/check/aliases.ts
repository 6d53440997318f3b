/**
 * Names that scripts give to a thing of interest: `l` in `var l = window.location`. Only what goes by one of them needs
 * a closer look, so that a large bundle costs no more than a pass over its names.
 */
import type { Group } from './group.js';
import type { Script } from './script.js';
import { keyOf, type Node, plain } from './syntax/walk.js';

/** The name by which the browser or the runtime calls it: `postMessage`, `location`, `ld`. */
export type Interest = string;

/** What was found in a group already. */
const found = new WeakMap<Group, Map<Interest, ReadonlySet<string>>>();

/** The names of a thing in all scripts of a group, its own included. */
export function aliasesOf(group: Group, interest: Interest): ReadonlySet<string> {
  const known = found.get(group) ?? new Map<Interest, ReadonlySet<string>>();
  found.set(group, known);
  let names = known.get(interest);
  if (!names) {
    names = new Set([interest, ...group.scripts.flatMap((script) => aliasesIn(script, interest))].filter(Boolean));
    known.set(interest, names);
  }
  return names;
}

/** Whether an expression goes by one of the names: its last one counts. */
export function goesBy(names: ReadonlySet<string>, node: Node | undefined): boolean {
  return node !== undefined && names.has(lastName(node));
}

export function lastName(node: Node): string {
  const expression = plain(node);
  if (expression.type === 'Identifier') return expression.name;
  return expression.type === 'MemberExpression' ? (keyOf(expression) ?? '') : '';
}

function aliasesIn({ syntax, text }: Script, interest: Interest): string[] {
  if (!text.includes(interest === 'ld' ? 'ld' : interest)) return [];
  const names: string[] = [];
  for (const node of syntax.byType.get('MemberExpression') ?? [])
    if (keyOf(node) === interest) names.push(...namesGiven(node));
  for (const node of syntax.globals.get(interest)?.references ?? []) names.push(...namesGiven(node));
  for (const { key, value, parent } of syntax.byType.get('Property') ?? [])
    if (parent!.type === 'ObjectPattern' && (key.name ?? key.value) === interest)
      names.push(value.name ?? value.left?.name ?? '');
  if (interest !== 'ld') return names;
  for (const call of syntax.calls.get('createLd') ?? []) names.push(...namesGiven(call));
  for (const { name, imported } of syntax.top.values())
    if (imported && (imported.name === 'ld' || /ld|leaddesk/i.test(imported.from))) names.push(name);
  return names;
}

/** The names that an expression is given to as it is. */
function namesGiven(node: Node): string[] {
  let inner = node;
  for (let around = node.parent; around; inner = around, around = around.parent) {
    switch (around.type) {
      case 'VariableDeclarator':
        return around.init === inner ? [around.id.name] : [];
      case 'AssignmentExpression':
        return around.right === inner ? [lastName(around.left)] : [];
      case 'AssignmentPattern':
        return around.right === inner ? [around.left.name] : [];
      case 'Property':
      case 'PropertyDefinition':
        return around.value === inner ? [around.key.name ?? String(around.key.value)] : [];
      case 'NewExpression':
      case 'CallExpression': {
        const index = around.arguments.indexOf(inner);
        const callee = plain(around.callee);
        // `parent.postMessage.bind(parent)`; a call of it is none of a name.
        if (index < 0) {
          if (callee.type === 'MemberExpression' && keyOf(callee) === 'bind') continue;
          return [];
        }
        const called = callee.binding?.writes[0]?.value ?? callee;
        const param = called.params?.[index] as Node | undefined;
        return param ? [param.name ?? param.left?.name ?? param.parameter?.name ?? ''] : [];
      }
      case 'ReturnStatement':
      case 'ArrowFunctionExpression':
      case 'BlockStatement':
      case 'FunctionExpression':
        continue;
      case 'FunctionDeclaration':
        return [];
      case 'MemberExpression':
        // Of `a.postMessage.bind` it is still the method.
        if (around.object === inner && keyOf(around) === 'bind') continue;
        return [];
      default:
        if (/^(Chain|Parenthesized|TS|Conditional|Logical|Sequence|Await)/.test(around.type)) continue;
        return [];
    }
  }
  return [];
}
