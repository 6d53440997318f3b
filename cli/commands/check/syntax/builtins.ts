/** What the browser's own names are, and what calls of them give back, as far as the checks ask. */
import {
  type Constant,
  constant,
  constantOf,
  either,
  type Frame,
  type Frames,
  joined,
  madeOf,
  type Shape,
  UNKNOWN_VALUE,
  type Value,
} from './values.js';
import type { Node } from './walk.js';

/** What is needed of the evaluator. */
interface Evaluator {
  elements(value: Value): Value[] | undefined;
  pairs(value: Value): [Value, Value][];
  mapped(shape: Shape, key: Value): Value[];
  siteNamed(words: string): Node;
  member(value: Value, key: string, site?: Node): Value;
  invoke(shape: Shape, frame: Frame, frames: Frames, node: Node): Value;
}

const window = (which: (Shape & { kind: 'window' })['which']): Value => [{ kind: 'window', which }];
const location = (part: string): Value => [{ kind: 'location', part }];
const carried = (by: (Shape & { kind: 'carried' })['by']): Value => [{ kind: 'carried', by }];
const method = (of: Shape, name: string): Value => [{ kind: 'method', of, name }];

const LOCATION_PARTS = /^(href|search|pathname|origin|host|hostname|protocol|hash|port)$/;

/** A member of a window or of a global object that the browser has; nothing where it has none by that name. */
export function globalMember(of: Shape, key: string): Value | undefined {
  if (of.kind === 'window') return windowMember(of, key);
  if (of.kind !== 'global' || of.site) return undefined;
  switch (of.name) {
    case 'document':
      if (key === 'referrer') return [{ kind: 'referrer' }];
      if (key === 'location') return location('object');
      if (/^(URL|documentURI|baseURI)$/.test(key)) return location('href');
      if (key === 'defaultView' || key === 'parentWindow') return window('self');
      if (key === 'domain') return location('hostname');
      return key === 'cookie' ? carried('storage') : undefined;
    case 'sessionStorage':
    case 'localStorage':
      return /^(getItem|setItem|removeItem|clear|key)$/.test(key) ? method(of, key) : carried('storage');
    default:
      return undefined;
  }
}

function windowMember(of: Shape & { kind: 'window' }, key: string): Value | undefined {
  switch (key) {
    case 'window':
    case 'self':
    case 'globalThis':
    case 'frames':
      return of.which === 'self' || key !== 'globalThis' ? [of] : undefined;
    case 'parent':
      return of.which === 'self' ? window('parent') : of.which === 'parent' ? window('parent') : window(of.which);
    case 'top':
      return window('top');
    case 'opener':
      return window('other');
    case 'postMessage':
      return method(of, key);
  }
  if (of.which !== 'self') return key === 'location' ? [{ kind: 'global', name: `${of.which}.location` }] : undefined;
  if (key === 'location') return location('object');
  if (key === 'origin') return location('origin');
  if (key === 'name') return carried('storage');
  return undefined;
}

/** A member of a text, a URL and the like. Methods are looked at where they are called. */
export function textMember(of: Shape, key: string): Value | undefined {
  switch (of.kind) {
    case 'location':
      if (of.part !== 'object') return ASKING.test(key) ? UNKNOWN_VALUE : [of];
      if (LOCATION_PARTS.test(key)) return location(key);
      return key === 'ancestorOrigins' ? carried('browser') : method(of, key);
    case 'referrer':
    case 'carried':
      return ASKING.test(key) ? UNKNOWN_VALUE : [of];
    case 'text':
    case 'constant':
      return ASKING.test(key) ? UNKNOWN_VALUE : key === '*' || /^\d+$/.test(key) ? madeOf([of]) : method(of, key);
    case 'url':
      if (/^(search|hash)$/.test(key)) return UNKNOWN_VALUE;
      return key === 'searchParams' ? [{ kind: 'query', of: of.of }] : madeOf(of.of);
    case 'event':
      if (key === 'source') return window('source');
      if (key === 'origin') return carried('browser');
      return key === 'originalEvent' ? [of] : undefined;
    case 'jquery':
      return /^\d+$/.test(key) || key === '*' ? of.of : method(of, key);
    case 'global':
    case 'unknown':
      if (key === 'contentWindow' || key === 'opener') return window('other');
      if (key === 'defaultView') return window('self');
      if (key === 'ownerDocument') return [{ kind: 'global', name: 'document' }];
      return undefined;
    default:
      return undefined;
  }
}

/** What only asks something of a text, so that its answer is none. */
const ASKING =
  /^(length|indexOf|lastIndexOf|includes|startsWith|endsWith|test|search|localeCompare|charCodeAt|codePointAt|contains)$/;

/** Functions that give back their argument as a text, or much the same. */
const KEEPS =
  /^(String|encodeURIComponent|decodeURIComponent|encodeURI|decodeURI|escape|unescape|Object|btoa|atob|Object\.(freeze|seal|preventExtensions)|Promise\.resolve|\$\.trim|jQuery\.trim|Array\.from|structuredClone)$/;
const MERGES = /^(Object\.assign|(\$|jQuery|_|angular)\.(extend|assign|merge|defaults))$/;

/**
 * What a call gives back. @param key of the method; empty for a call of the shape itself.
 * @returns nothing where it is not the browser's.
 */
export function callResult(evaluator: Evaluator, of: Shape, key: string, frame: Frame, node: Node): Value | undefined {
  const first = () => frame.argument(0) ?? constant(undefined);
  switch (of.kind) {
    case 'global':
      if (of.name === 'RegExp.prototype') return key === 'exec' ? madeOf(first(), node) : UNKNOWN_VALUE;
      return of.site ? undefined : globalCall(evaluator, key ? `${of.name}.${key}` : of.name, frame, node);
    case 'window':
      if (of.which === 'self' && key) return key === 'open' ? window('other') : globalCall(evaluator, key, frame, node);
      return undefined;
    case 'function':
    case 'method':
      return indirect(evaluator, of, key, frame, node);
    case 'location':
      return of.part === 'object' ? (key === 'toString' ? location('href') : UNKNOWN_VALUE) : textCall(of, key, frame);
    case 'constant':
    case 'text':
    case 'referrer':
    case 'carried':
      return textCall(of, key, frame);
    case 'url':
      return /^(toString|toJSON|valueOf)$/.test(key) ? madeOf(of.of) : undefined;
    case 'query':
      return /^(get|getAll|toString)$/.test(key)
        ? madeOf(of.of)[0]!.kind === 'referrer'
          ? UNKNOWN_VALUE
          : carried('address')
        : undefined;
    case 'list':
      return listCall(evaluator, of, key, frame, node);
    case 'object':
      return of.node.type === 'ArrayExpression' ? listCall(evaluator, of, key, frame, node) : undefined;
    case 'jquery':
      return jqueryCall(of, key, frame, node);
    case 'unknown': {
      if (key === 'get' || key === 'values' || key === 'keys' || key === 'entries') {
        const known = key === 'get' ? evaluator.mapped(of, first()) : [evaluator.member([of], '*')];
        if (known.some((value) => value.some(({ kind }) => kind !== 'unknown')))
          return key === 'get' ? either(...known) : [{ kind: 'list', of: known }];
      }
      // An unknown method that is given the referrer, such as a library's parser of addresses.
      return key && frame.count ? derived(first(), node) : undefined;
    }
    default:
      return undefined;
  }
}

/** What a property is whose descriptor is this. */
export function described(evaluator: Evaluator, descriptor: Value): Value {
  const getters = evaluator.member(descriptor, 'get').filter(({ kind }) => kind === 'function');
  const frame = { count: 0, argument: () => constant(undefined) };
  return either(
    evaluator.member(descriptor, 'value').filter(({ kind }) => kind !== 'unknown'),
    ...getters.map((getter) => evaluator.invoke(getter, frame, undefined, (getter as { node: Node }).node)),
  );
}

function derived(value: Value, node: Node): Value | undefined {
  const made = madeOf(value, node);
  return made.some(({ kind }) => kind === 'referrer') ? made : undefined;
}

/** `$('<a>').attr('href', address)` is what it was, with this as well. */
function jqueryCall(of: Shape & { kind: 'jquery' }, key: string, frame: Frame, node: Node): Value {
  if (key === 'get') return of.of;
  if (key !== 'attr' && key !== 'prop' && key !== 'val') return [of];
  const name = constantOf(frame.argument(0) ?? [])?.value;
  if (key === 'val' || frame.count < 2 || typeof name !== 'string') return [{ kind: 'unknown', site: node }];
  const set: Value = [{ kind: 'record', of: { [name]: frame.argument(1) ?? UNKNOWN_VALUE } }];
  return [{ kind: 'jquery', of: [{ kind: 'merged', of: [of.of, set] }] }];
}

/** Calls that give the same element for the same words. */
const FINDS = /^document\.(getElementById|querySelector)$/;

function globalCall(evaluator: Evaluator, name: string, frame: Frame, node: Node): Value | undefined {
  const first = () => frame.argument(0) ?? constant(undefined);
  const second = () => frame.argument(1) ?? constant(undefined);
  const isNew = node.type === 'NewExpression';
  if (name === 'JSON.stringify') return [{ kind: 'json', of: first() }];
  if (name === 'JSON.parse')
    return first().every((shape) => shape.kind === 'json')
      ? either(...first().map((shape) => (shape as Shape & { kind: 'json' }).of))
      : madeOf(first(), node);
  if (KEEPS.test(name)) return first();
  if (MERGES.test(name)) {
    const parts = Array.from({ length: Math.min(frame.count, 8) }, (_, at) => frame.argument(at)!);
    return [{ kind: 'merged', of: parts.filter((part) => constantOf(part)?.value !== true) }];
  }
  if (FINDS.test(name)) {
    const words = constantOf(first())?.value;
    return typeof words === 'string' ? [{ kind: 'unknown', site: evaluator.siteNamed(`${name} ${words}`) }] : undefined;
  }
  if (name === 'Reflect.get') return evaluator.member(first(), String(constantOf(second())?.value ?? '*'), node);
  if (name === 'Object.values') return [{ kind: 'list', of: evaluator.pairs(first()).map(([, value]) => value) }];
  if (name === 'Object.entries')
    return [{ kind: 'list', of: evaluator.pairs(first()).map((pair): Value => [{ kind: 'list', of: pair }]) }];
  if (name === 'Object.create') return [{ kind: 'merged', of: [[{ kind: 'unknown', site: node }], first()] }];
  if (name === 'Object.defineProperty') {
    const key = constantOf(second())?.value;
    const value = described(evaluator, frame.argument(2) ?? UNKNOWN_VALUE);
    return typeof key === 'string'
      ? [{ kind: 'merged', of: [first(), [{ kind: 'record', of: { [key]: value } }]] }]
      : first();
  }
  if (/^Promise\.(all|allSettled)$/.test(name)) return first();
  if (/^Promise\.(race|any)$/.test(name)) return evaluator.member(first(), '*');
  if (/^(\$|jQuery)\.proxy$/.test(name))
    return first().map((shape) => (shape.kind === 'function' ? { ...shape, self: second() } : shape));
  if (name === 'ld.url') return [{ kind: 'carried', by: 'runtime' }];
  if (name === 'createLd') return [{ kind: 'global', name: 'ld' }];
  if (/^(sessionStorage|localStorage)\.getItem$/.test(name)) return carried('storage');
  if (isNew && name === 'URL') {
    const base = frame.count > 1 ? frame.argument(1) : undefined;
    return [{ kind: 'url', of: base ? joined([madeOf(base), first()]) : first() }];
  }
  if (name === 'URL.parse') return [{ kind: 'url', of: first() }];
  if (isNew && name === 'URLSearchParams') return [{ kind: 'query', of: first() }];
  if (isNew && /^(Worker|SharedWorker|MessageChannel|BroadcastChannel)$/.test(name)) return window('other');
  if (/^(\$|jQuery)$/.test(name)) {
    const words = constantOf(first())?.value;
    const site = typeof words !== 'string' || words.includes('<') ? node : evaluator.siteNamed(`$ ${words}`);
    const found: Value = typeof words === 'string' ? [{ kind: 'unknown', site }] : first();
    return [{ kind: 'jquery', of: frame.count > 1 ? [{ kind: 'merged', of: [found, second()] }] : found }];
  }
  if (name === 'require' || name === 'fetch') return [{ kind: 'unknown', site: node }];
  if (/^(Number|parseInt|parseFloat|Boolean|isNaN|Date\.now|console\.\w+|Math\.\w+)$/.test(name)) return UNKNOWN_VALUE;
  // A function of another file: what it is given may come back.
  return frame.count
    ? derived(either(...Array.from({ length: Math.min(frame.count, 3) }, (_, at) => frame.argument(at))), node)
    : undefined;
}

/** `call`, `apply` and `bind` of a function or method. */
function indirect(
  evaluator: Evaluator,
  of: Shape & { kind: 'function' | 'method' },
  key: string,
  frame: Frame,
  node: Node,
): Value | undefined {
  const rest = (from: number) =>
    Array.from({ length: Math.max(frame.count - from, 0) }, (_, at) => frame.argument(from + at) ?? UNKNOWN_VALUE);
  const self = frame.argument(0);
  if (key === 'bind') {
    const given = [...(of.given ?? []), ...rest(1)];
    if (of.kind === 'function') return [{ ...of, ...(self && { self }), given }];
    return [{ ...of, ...(given.length && { given }) }];
  }
  if (key !== 'call' && key !== 'apply') return undefined;
  const given = key === 'call' ? rest(1) : frame.argument(1) && evaluator.elements(frame.argument(1)!);
  const called: Frame = {
    count: given?.length ?? 0,
    argument: (index) => (given ? given[index] : UNKNOWN_VALUE),
    ...(self && { self }),
  };
  if (of.kind === 'method' && self && of.of.kind !== 'window')
    return either(...self.map((shape) => callResult(evaluator, shape, of.name, called, node)));
  return evaluator.invoke(of, called, undefined, node);
}

/** Methods of texts. */
function textCall(of: Shape, key: string, frame: Frame): Value | undefined {
  if (ASKING.test(key)) return UNKNOWN_VALUE;
  const given = Array.from({ length: Math.min(frame.count, 3) }, (_, at) => frame.argument(at)!);
  if (key === 'concat') return joined([[of], ...given]);
  if (/^(toString|valueOf|trim|trimStart|trimEnd|normalize)$/.test(key) && of.kind !== 'constant') return [of];
  if (of.kind === 'constant' && typeof of.value === 'string') {
    const known = given.map((value) => constantOf(value));
    if (known.every((value) => value !== undefined)) {
      const result = computed(
        of.value,
        key,
        known.map((value) => value.value),
      );
      if (result) return result;
    }
    // `'{0}'.replace('{0}', referrer)`
    return madeOf(either([of], ...given));
  }
  if (key === 'replace' || key === 'replaceAll') return either(madeOf([of]), ...(given[1] ? [madeOf(given[1])] : []));
  return madeOf([of]);
}

/** Methods of a known text with known arguments. */
function computed(text: string, key: string, given: Constant[]): Value | undefined {
  switch (key) {
    case 'toLowerCase':
    case 'toUpperCase':
    case 'trim':
    case 'toString':
    case 'valueOf':
      return constant(text[key]());
    case 'slice':
    case 'substring':
    case 'substr': {
      const [from, to] = given;
      return constant(
        key === 'substr'
          ? text.substr(Number(from), to === undefined ? undefined : Number(to))
          : text[key](Number(from), to === undefined ? undefined : Number(to)),
      );
    }
    case 'replace':
    case 'replaceAll':
      return typeof given[0] === 'string' && typeof given[1] === 'string'
        ? constant(text[key](given[0], () => String(given[1])))
        : undefined;
    case 'split':
      return typeof given[0] === 'string'
        ? [{ kind: 'list', of: text.split(given[0]).slice(0, 100).map(constant) }]
        : undefined;
    case 'charAt':
    case 'at':
      return constant(text[key](Number(given[0])));
    case 'repeat':
      return Number(given[0]) * text.length < 1000 && Number(given[0]) >= 0
        ? constant(text.repeat(Number(given[0])))
        : undefined;
    default:
      return undefined;
  }
}

/** Elements for which a function is looked at one by one. */
const MAX_ELEMENTS = 12;

/** Methods of arrays. */
function listCall(evaluator: Evaluator, of: Shape, key: string, frame: Frame, node: Node): Value | undefined {
  const elements = evaluator.elements([of]);
  const some = () => (elements ? either(...elements) : evaluator.member([of], '*'));
  switch (key) {
    case 'next':
      return [{ kind: 'record', of: { value: some() } }];
    case 'map':
    case 'flatMap':
    case 'reduce':
    case 'reduceRight': {
      const functions = (frame.argument(0) ?? []).filter(({ kind }) => kind === 'function');
      const isFold = key.startsWith('reduce');
      const each = (element: Value) => {
        const given = isFold ? [frame.argument(1) ?? element, element] : [element];
        const called: Frame = { count: given.length, argument: (index) => given[index] };
        return either(...functions.map((shape) => evaluator.invoke(shape, called, undefined, node)));
      };
      if (!functions.length) return undefined;
      const made = (elements ?? [some()]).slice(0, MAX_ELEMENTS).map(each);
      return isFold ? either(...made, ...(frame.count > 1 ? [frame.argument(1)!] : [])) : [{ kind: 'list', of: made }];
    }
    case 'join': {
      const separator = frame.argument(0) ?? constant(',');
      return elements
        ? joined(elements.flatMap((element, at) => (at ? [separator, element] : [element])))
        : madeOf(some());
    }
    case 'concat': {
      const parts = Array.from(
        { length: frame.count },
        (_, at) => evaluator.elements(frame.argument(at)!) ?? [frame.argument(at)!],
      );
      return [{ kind: 'list', of: [...(elements ?? [some()]), ...parts.flat()] }];
    }
    case 'slice':
    case 'filter':
    case 'reverse':
    case 'flat':
    case 'sort':
      return key === 'slice' && elements && !frame.count
        ? [{ kind: 'list', of: elements }]
        : [{ kind: 'list', of: elements ?? [some()] }];
    case 'pop':
    case 'shift':
    case 'find':
    case 'at':
      return some();
    case 'indexOf':
    case 'includes':
    case 'some':
    case 'every':
    case 'push':
      return UNKNOWN_VALUE;
    default:
      return undefined;
  }
}
