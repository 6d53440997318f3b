/** What modules give to each other: imports and exports, of ECMAScript and of CommonJS. */
import type { Script } from '../../script.js';
import type { Binding } from '../scopes.js';
import { either, UNKNOWN_VALUE, type Value } from '../values.js';
import { keyOf, type Node, plain } from '../walk.js';
import type { Evaluation } from './evaluation.js';

export class Modules {
  /** Where things come from that no script of the card has: the same thing imported twice is the same thing. */
  private readonly sites = new Map<string, Node>();

  constructor(private readonly evaluation: Evaluation) {}

  imported({ imported, syntax }: Binding): Value {
    const { from, name } = imported!;
    const target = this.evaluation.world.scriptOf(syntax)?.imports.get(from);
    if (target) return this.exported(target, name);
    if (name === 'ld' || /(^|\/)ld(\.debug)?(\.m?js)?$|\bcreate-leaddesk-card\b/.test(from))
      return name === 'createLd' || name === 'createCard'
        ? [{ kind: 'global', name }]
        : [{ kind: 'global', name: 'ld' }];
    return [{ kind: 'unknown', site: this.siteOf(from, name) }];
  }

  private siteOf(from: string, name: string): Node {
    const key = `${from}\n${name}`;
    let site = this.sites.get(key);
    if (!site) this.sites.set(key, (site = { type: 'Import', start: 0, end: 0 }));
    return site;
  }

  /** What a module exports by a name. */
  exported(script: Script, name: string, seen = new Set<Script>()): Value {
    if (seen.has(script) || !script.program) return UNKNOWN_VALUE;
    seen.add(script);
    if (name === '*') return [{ kind: 'instance', of: script.program }];
    for (const statement of script.program.body as Node[]) {
      if (statement.type === 'ExportDefaultDeclaration' && name === 'default')
        return this.evaluation.evaluate(statement.declaration, undefined);
      if (statement.type === 'ExportNamedDeclaration') {
        const { declaration, specifiers, source } = statement;
        const named = (specifiers as Node[]).find(({ exported }) => (exported.name ?? exported.value) === name);
        if (named && source) {
          const next = script.imports.get(source.value);
          return next ? this.exported(next, named.local?.name ?? '*', seen) : UNKNOWN_VALUE;
        }
        if (named?.local.binding) return this.evaluation.binding(named.local.binding, undefined);
        if (declaration && declaresName(declaration, name)) return this.topLevel(script, name);
      }
      if (statement.type === 'ExportAllDeclaration' && script.imports.get(statement.source.value)) {
        const value = this.exported(script.imports.get(statement.source.value)!, name, seen);
        if (value !== UNKNOWN_VALUE) return value;
      }
    }
    return this.commonJs(script, name);
  }

  private topLevel(script: Script, name: string): Value {
    const binding = script.syntax.top.get(name);
    return binding ? this.evaluation.binding(binding, undefined) : UNKNOWN_VALUE;
  }

  /** `module.exports = …`, `exports.name = …`. */
  private commonJs({ syntax }: Script, name: string): Value {
    const whole = (syntax.memberWrites.get('exports') ?? []).filter(({ target }) => target.object.name === 'module');
    const single = (syntax.memberWrites.get(name) ?? []).filter(({ target }) => {
      const object = plain(target.object);
      return object.name === 'exports' || (object.type === 'MemberExpression' && keyOf(object) === 'exports');
    });
    const values = this.evaluation.written(
      [...whole.map(({ value }) => ({ ...(value && { value }), path: name === 'default' ? [] : [name] })), ...single],
      undefined,
    );
    return values.length ? either(...values) : UNKNOWN_VALUE;
  }
}

function declaresName({ id, declarations }: Node, name: string): boolean {
  return (
    id?.name === name ||
    (declarations ?? []).some((declarator: Node) => declarator.id.name === name || declarator.id.type !== 'Identifier')
  );
}
