/** What expressions of a script come to, as far as that can be told without running it. */
import { PUT_OUT } from '../../../shared/html/templating.js';
import { isFunction, type Node, plain, walk } from './walk.js';

/** A value that is known only when the script runs. */
export const UNKNOWN = Symbol('unknown');

/** The names of a script, and what they stand for where they are given a value once and for all. */
export class Names {
  private readonly given = new Map<string, Node[]>();
  private readonly declared = new Set<string>();

  constructor(roots: readonly Node[]) {
    for (const root of roots) {
      walk(root, (node) => {
        if (node.type === 'VariableDeclarator') this.declare(node.id, node.init);
        else if (/^(Function|Class)Declaration$/.test(node.type)) this.declare(node.id, node);
        else if (/^Import\w*Specifier$/.test(node.type)) this.declare(node.local, null);
        else if (node.type === 'AssignmentExpression') this.note(node.left, node.operator === '=' ? node.right : null);
        else if (node.type === 'UpdateExpression') this.note(node.argument, null);
        if (isFunction(node)) for (const param of node.params) this.declare(param, null);
      });
    }
  }

  private declare(target: Node | null, value: Node | null): void {
    for (const name of namesIn(target)) this.declared.add(name);
    this.note(target, value);
  }

  private note(target: Node | null, value: Node | null): void {
    for (const name of namesIn(target)) {
      const known = target!.type === 'Identifier' ? value : null;
      this.given.set(name, [...(this.given.get(name) ?? []), known ?? ({ type: 'Unknown' } as Node)]);
    }
  }

  /** Whether the script itself declares a name, so that it is not the browser's. */
  has(name: string): boolean {
    return this.declared.has(name);
  }

  /** The expression that a name stands for; the node itself where it is no name, or one with several values. */
  resolve(node: Node, depth = 0): Node {
    const expression = plain(node);
    if (expression.type !== 'Identifier' || depth > 5) return expression;
    const values = this.given.get(expression.name);
    return values?.length === 1 && values[0]!.type !== 'Unknown' ? this.resolve(values[0]!, depth + 1) : expression;
  }

  /** The value of an expression: `UNKNOWN`, or one with `UNKNOWN` in it. */
  valueOf(node: Node): unknown {
    const expression = this.resolve(node);
    switch (expression.type) {
      case 'Literal':
        return typeof expression.value === 'string' ? text(expression.value) : expression.value;
      case 'TemplateLiteral':
        return expression.expressions.length ? UNKNOWN : text(expression.quasis[0].value.cooked);
      case 'UnaryExpression':
        return this.unary(expression);
      case 'ArrayExpression':
        return expression.elements.map((element: Node | null) => (element ? this.valueOf(element) : undefined));
      case 'ObjectExpression':
        return this.object(expression);
      case 'Identifier':
        return expression.name === 'undefined' ? undefined : UNKNOWN;
      default:
        return UNKNOWN;
    }
  }

  private unary({ operator, argument }: Node): unknown {
    const value = this.valueOf(argument);
    if (operator === 'void') return undefined;
    if (operator === '!' && value !== UNKNOWN) return !value;
    return operator === '-' && typeof value === 'number' ? -value : UNKNOWN;
  }

  private object({ properties }: Node): unknown {
    const value: Record<string, unknown> = {};
    for (const property of properties as Node[]) {
      if (property.type === 'SpreadElement' || (property.computed && property.key.type !== 'Literal')) return UNKNOWN;
      const key =
        property.key.type === 'Identifier' && !property.computed ? property.key.name : String(property.key.value);
      Object.defineProperty(value, key, { value: this.valueOf(property.value), enumerable: true, configurable: true });
    }
    return value;
  }

  /** How the text of an expression begins, as far as that is known: `''` when nothing is. */
  startOf(node: Node): string {
    const expression = this.resolve(node);
    if (expression.type === 'BinaryExpression' && expression.operator === '+') return this.startOf(expression.left);
    if (expression.type === 'TemplateLiteral') return expression.quasis[0].value.cooked.split(PUT_OUT)[0];
    return expression.type === 'Literal' && typeof expression.value === 'string'
      ? expression.value.split(PUT_OUT)[0]!
      : '';
  }
}

/** The names in the target of a declaration or assignment. */
function namesIn(target: Node | null | undefined): string[] {
  switch (target?.type) {
    case 'Identifier':
      return [target.name];
    case 'ObjectPattern':
      return target.properties.flatMap((property: Node) => namesIn(property.value ?? property.argument));
    case 'ArrayPattern':
      return target.elements.flatMap(namesIn);
    case 'AssignmentPattern':
      return namesIn(target.left);
    case 'RestElement':
      return namesIn(target.argument);
    default:
      return [];
  }
}

function text(value: string): string | typeof UNKNOWN {
  return value.includes(PUT_OUT) ? UNKNOWN : value;
}
