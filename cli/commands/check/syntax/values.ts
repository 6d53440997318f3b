/** What expressions of a script come to, as far as that can be told without running it. */
import { PUT_OUT } from '../../../shared/html/templating.js';
import type { Write } from './scopes.js';
import { type Node, plain } from './walk.js';

/** A value that is known only when the script runs. */
export const UNKNOWN = Symbol('unknown');

/** What expressions come to where a name is given a value once and for all. */
class Names {
  /** The expression that a name stands for; the node itself where it is no name, or one with several values. */
  resolve(node: Node, depth = 0): Node {
    const expression = plain(node);
    const { binding } = expression;
    if (!binding || binding.param || depth > 5 || binding.writes.length !== 1) return expression;
    const [{ value, path }] = binding.writes as [Write];
    return value && !path.length ? this.resolve(value, depth + 1) : expression;
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

export const names = new Names();

function text(value: string): string | typeof UNKNOWN {
  return value.includes(PUT_OUT) ? UNKNOWN : value;
}
