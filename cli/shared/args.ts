/** Command lines: options, their values, and everything that can be wrong with them. */
import { parseArgs } from 'node:util';
import { meant } from '../../runtime/debug/names.js';
import { UserError } from './errors.js';

/** One option of a command. */
export interface Option {
  /** `boolean`: there or not, or `--name=value` where it has choices. `string`: takes a value. */
  type: 'boolean' | 'string';
  /** Whether it may be given several times; its value is a list then. */
  multiple?: boolean;
  /** Its one-letter form. */
  short?: string;
  /** Whether `--no-name` says no. */
  negatable?: boolean;
  /** The values that it takes; when absent: any. */
  choices?: readonly string[];
}

/** What the options say; an option that was not given is not there. The last one of a name counts. */
export type Values<T extends Record<string, Option>> = {
  [K in keyof T]?: T[K]['type'] extends 'string'
    ? T[K]['multiple'] extends true
      ? Value<T[K]>[]
      : Value<T[K]>
    : T[K]['choices'] extends readonly (infer C)[]
      ? boolean | C
      : boolean;
};

type Value<T extends Option> = T['choices'] extends readonly (infer C)[] ? C : string;

/**
 * Reads a command line.
 *
 * @param usage the command whose `--help` an error refers to.
 * @throws UserError for an unknown option, a missing, superfluous or unknown value.
 */
export function readArguments<const T extends Record<string, Option>>(
  argv: string[],
  options: T,
  usage: string,
): { values: Values<T>; positionals: string[] } {
  const known: Record<string, { type: 'boolean' | 'string'; short?: string }> = {};
  for (const [name, { type, short, negatable }] of Object.entries(options)) {
    known[name] = short ? { type, short } : { type };
    if (negatable) known[`no-${name}`] = { type: 'boolean' };
  }
  const { tokens } = parseArgs({ args: argv, options: known, strict: false, tokens: true });
  const values: Record<string, string | boolean | string[]> = {};
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    const negated = name.replace(/^no-/, '');
    if (!option && !Object.hasOwn(known, name)) {
      throw new UserError(`Unknown option ${rawName}.${suggestion(name, known)} See ${usage} --help.`);
    }
    if (option?.type !== 'string') {
      if (value !== undefined && option?.choices) {
        values[name] = checked(token, option);
        continue;
      }
      if (value !== undefined) throw new UserError(`${rawName} takes no value. See ${usage} --help.`);
      values[option ? name : negated] = Boolean(option);
    } else {
      const text = checked(token, option);
      values[name] = option.multiple ? [...((values[name] as string[] | undefined) ?? []), text] : text;
    }
  }
  return { values: values as Values<T>, positionals };
}

/** What `parseArgs` knows of one option on the command line. */
interface OptionToken {
  name: string;
  rawName: string;
  value?: string | undefined;
  inlineValue?: boolean | undefined;
}

function checked({ name, rawName, value, inlineValue }: OptionToken, { choices }: Option): string {
  const which = choices ? `: ${orList(choices)}` : '';
  // What begins with a dash is the next option, unless it is written as --name=-value.
  if (!value || (!inlineValue && value.startsWith('-'))) throw new UserError(`${rawName} needs a value${which}.`);
  if (choices && !choices.includes(value)) {
    throw new UserError(`Unknown ${name.replaceAll('-', ' ')} ${JSON.stringify(value)}. Choose ${orList(choices)}.`);
  }
  return value;
}

/** `a, b or c`. */
export function orList(items: readonly string[]): string {
  return items.length < 2 ? items.join() : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;
}

function suggestion(name: string, known: object): string {
  const near = meant(name, Object.keys(known));
  return near ? ` Did you mean --${near}?` : '';
}
