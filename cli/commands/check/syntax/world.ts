/** The scripts of a card and what they have to do with each other: shared names, calls, writes to members. */
import type { Script } from '../script.js';
import type { Binding, MemberWrite, Syntax } from './scopes.js';
import type { Node } from './walk.js';

export interface Placed<T> {
  script: Script;
  item: T;
}

/** Which scripts run in which pages, by number; of a script that no page is known to run: none. */
export type PagesOf = ReadonlyMap<Script, ReadonlySet<number>>;

export class World {
  /** Top-level and undeclared names that something is written to. */
  private readonly shared = new Map<string, Placed<Binding>[]>();
  private readonly callsByName = new Map<string, Placed<Node>[]>();
  private readonly writesByKey = new Map<string, Placed<MemberWrite>[]>();
  private readonly scripts = new Map<Syntax, Script>();
  private readonly components = new Map<Script, Script>();
  /** What was asked for before: the same is asked again and again. */
  private readonly answers = new Map<Placed<unknown>[], Map<Script | undefined, Map<number, unknown[]>>>();

  constructor(
    scripts: readonly Script[],
    private readonly pages: PagesOf = new Map(),
  ) {
    for (const script of scripts) this.add(script);
    for (const script of scripts) for (const other of script.imports.values()) this.unite(script, other);
    for (const script of scripts) this.components.set(script, this.component(script));
  }

  private add(script: Script): void {
    const { syntax } = script;
    this.scripts.set(syntax, script);
    this.components.set(script, script);
    for (const names of [syntax.top, syntax.globals])
      for (const [name, binding] of names)
        if (binding.isShared && binding.writes.length) push(this.shared, name, { script, item: binding });
    for (const [name, calls] of syntax.calls) for (const item of calls) push(this.callsByName, name, { script, item });
    for (const [key, writes] of syntax.memberWrites)
      for (const item of writes) push(this.writesByKey, key, { script, item });
  }

  scriptOf(syntax: Syntax): Script | undefined {
    return this.scripts.get(syntax);
  }

  /** What scripts of the same pages write to a name that they share. */
  sharedNames(name: string, from: Script | undefined): Binding[] {
    return this.together(this.shared.get(name), from);
  }

  /** Calls of whatever has this last name, in the same pages. */
  calls(name: string, from: Script | undefined, most = MAX_TAKEN): Node[] {
    return this.together(this.callsByName.get(name), from, most);
  }

  memberWrites(key: string, from: Script | undefined): MemberWrite[] {
    return this.together(this.writesByKey.get(key), from);
  }

  private together<T>(found: Placed<T>[] | undefined, from: Script | undefined, most = MAX_TAKEN): T[] {
    if (!found) return [];
    const known = most <= MAX_LOOKED_AT ? this.answers.get(found) : undefined;
    const answers = known ?? new Map<Script | undefined, Map<number, unknown[]>>();
    if (!known && most <= MAX_LOOKED_AT) this.answers.set(found, answers);
    const given = answers.get(from)?.get(most) as T[] | undefined;
    if (given) return given;
    const items: T[] = [];
    for (const { script, item } of found.slice(0, Math.max(most, MAX_LOOKED_AT))) {
      if (!from || this.areTogether(script, from)) items.push(item);
      if (items.length >= most) break;
    }
    const byMost = answers.get(from) ?? new Map<number, unknown[]>();
    answers.set(from, byMost.set(most, items));
    return items;
  }

  private areTogether(a: Script, b: Script): boolean {
    if (a === b || this.component(a) === this.component(b)) return true;
    const [one, other] = [this.pages.get(a) ?? NONE, this.pages.get(b) ?? NONE];
    const [few, many] = one.size < other.size ? [one, other] : [other, one];
    if (!few.size) return !many.size;
    let looked = 0;
    for (const page of few) {
      if (many.has(page)) return true;
      if (++looked > MAX_LOOKED_AT) return false;
    }
    return false;
  }

  private component(script: Script): Script {
    let root = script;
    for (let next = this.components.get(root); next && next !== root; next = this.components.get(root)) root = next;
    return root;
  }

  private unite(a: Script, b: Script): void {
    if (this.components.has(a) && this.components.has(b)) this.components.set(this.component(a), this.component(b));
  }
}

const NONE: ReadonlySet<number> = new Set();

/** What there is more of is not looked at: it would cost more than it tells. */
const MAX_LOOKED_AT = 400;
const MAX_TAKEN = 60;

export function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
