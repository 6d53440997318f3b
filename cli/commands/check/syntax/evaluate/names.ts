/** What names stand for: variables, parameters, imports, globals that scripts share. */
import type { Script } from '../../script.js';
import { globalMember } from '../builtins.js';
import type { Binding, Write } from '../scopes.js';
import { constant, either, type Frame, type Frames, type Shape, UNKNOWN_VALUE, type Value } from '../values.js';
import { type Node, plain } from '../walk.js';
import type { Evaluation } from './evaluation.js';
import { MAX_CALL_SITES, MAX_WRITES } from './functions.js';
import type { Modules } from './modules.js';
import { SELF } from './owners.js';

export class Names {
  /** Names that are being looked at, and what each was found to be so far. */
  private readonly open = new Map<Binding, Value | undefined>();

  constructor(
    private readonly evaluation: Evaluation,
    private readonly modules: Modules,
  ) {}

  valueOf(binding: Binding, frames: Frames): Value {
    // What it is so far: `target = target || '*'`.
    if (this.open.has(binding)) return this.open.get(binding) ?? [{ kind: 'unknown', site: binding }];
    this.open.set(binding, undefined);
    try {
      const value =
        binding.kind === 'global'
          ? this.globalNamed(binding.name, this.scriptOf(binding), binding)
          : this.declared(binding, frames);
      // What is called `ld` and is not known is the runtime's.
      if (binding.name === 'ld' && value.every((shape) => isNothingElse(shape, binding)))
        return [{ kind: 'global', name: 'ld' }];
      return value.map((shape) =>
        shape.kind === 'unknown' && !shape.site ? { kind: 'unknown', site: binding } : shape,
      );
    } finally {
      this.open.delete(binding);
    }
  }

  private scriptOf({ syntax }: Binding): Script | undefined {
    return this.evaluation.world.scriptOf(syntax);
  }

  private declared(binding: Binding, frames: Frames): Value {
    if (binding.imported) return this.modules.imported(binding);
    const shared = binding.isShared ? this.evaluation.world.sharedNames(binding.name, this.scriptOf(binding)) : [];
    const writes = shared.length > 1 ? shared.flatMap((other) => other.writes) : binding.writes;
    if (!binding.param) {
      const values = this.written(writes, frames, binding, constant(undefined));
      return values.length ? either(...values) : [{ kind: 'unknown', site: binding }];
    }
    const given = this.parameter(binding.param, frames, binding);
    const values = this.written(writes, frames, binding, given ?? constant(undefined));
    if (given === undefined) return values.length ? either(...values) : constant(undefined);
    return either(given, ...values);
  }

  /** What is written to a name or member. @param first what it is before anything is written to it. */
  written(writes: readonly Write[], frames: Frames, binding?: Binding, first?: Value): Value[] {
    const values: Value[] = [];
    for (const { value, path } of writes.slice(0, MAX_WRITES)) {
      if (binding) this.open.set(binding, values.length ? either(...values) : (first ?? UNKNOWN_VALUE));
      values.push(value ? this.part(this.evaluation.evaluate(value, frames), path, value) : UNKNOWN_VALUE);
    }
    return writes.length > MAX_WRITES ? [...values, UNKNOWN_VALUE] : values;
  }

  private part(value: Value, path: readonly string[], site?: Node): Value {
    return path.reduce<Value>((whole, key) => {
      if (!key.startsWith('...')) return this.evaluation.member(whole, key, site);
      const rest = this.evaluation.elements(whole)?.slice(Number(key.slice(3)));
      return rest ? [{ kind: 'list', of: rest }] : UNKNOWN_VALUE;
    }, value);
  }

  /** What a name stands for that is the browser's, or another script's. */
  globalNamed(name: string, from: Script | undefined, binding?: Binding): Value {
    // HTML, "LegacyUnforgeable": these can not be anything else.
    if (/^(window|document|location)$/.test(name)) return globalMember(SELF[0]!, name) ?? [{ kind: 'global', name }];
    // What a page finds in its name is what an earlier page left there.
    if (name === 'name') return this.evaluation.stored(undefined, from);
    const { world } = this.evaluation;
    const writes = world.sharedNames(name, from).flatMap((shared) => shared.writes);
    const members = world.memberWrites(name, from).filter(({ target }) => this.isWindow(target.object));
    if (!writes.length && !members.length) return globalMember(SELF[0]!, name) ?? [{ kind: 'global', name }];
    // `window.App = window.App || {}` is the same App.
    return either(...this.written([...writes, ...members], undefined, binding));
  }

  private isWindow(node: Node): boolean {
    const object = plain(node);
    if (object.type !== 'ThisExpression' && object.type !== 'Identifier') return false;
    return this.evaluation
      .evaluate(object, undefined)
      .some((shape) => shape.kind === 'window' && shape.which === 'self');
  }

  /** What calls give to a parameter. Nothing: they leave it out. */
  private parameter(param: NonNullable<Binding['param']>, frames: Frames, binding: Binding): Value | undefined {
    const { of } = param;
    const frame = frames?.get(of);
    if (frame) return this.given(frame, param);
    this.evaluation.touch(of);
    const sites = this.evaluation.callSites(of);
    if (!sites.length) return [{ kind: 'unknown', site: binding }];
    const values = sites.slice(0, MAX_CALL_SITES).map((site) => this.given(site.frame(undefined), param));
    return either(...values.map((value) => value ?? constant(undefined)));
  }

  private given(frame: Frame, { index, path, isRest }: NonNullable<Binding['param']>): Value | undefined {
    if (isRest && !path.length) {
      const rest = Array.from(
        { length: Math.max(frame.count - index, 0) },
        (_, at) => frame.argument(index + at) ?? UNKNOWN_VALUE,
      );
      return [{ kind: 'list', of: rest }];
    }
    const value = frame.argument(index);
    return value && this.part(value, path);
  }
}

function isNothingElse(shape: Shape, binding: Binding): boolean {
  return shape.kind === 'unknown' && (shape.site === undefined || shape.site === binding);
}
