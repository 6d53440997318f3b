/** Redirects: the browser follows them without running a script on the way, so the server carries the parameters. */
import { nameOf, namesIn, parametersIn, partsOf, textOf } from './query.js';

export interface CarryOptions {
  /** Parameters that go along, as in the runtime's `data-ld-keep`. When absent: none. */
  keep?: string | readonly string[] | null | undefined;
  /** Name of the parameter that carries the host's origin. When absent: `ld_referrer`. */
  param?: string | null | undefined;
}

/** Opens the panel of the debug build, which keeps it itself. */
const PANEL = 'ld_debug';

/**
 * The address of a redirect, with the parameters that the current address has: the same bytes as the runtime's links.
 *
 * @param location where the redirect leads. An address of another origin, and one that begins with `//`, stays as it
 * is.
 * @param current the address of the request: `request.url`, or an absolute one, with which an absolute `location` of
 * the same origin is recognised as the card's.
 * @returns an address that fits into a header: without line breaks, and without anything but ASCII in what it adds.
 */
export function carry(location: string, current: string, { keep, param }: CarryOptions = {}): string {
  const address = withoutBreaks(location);
  if (!isOwn(address, current)) return address;
  const { path, query, fragment } = partsOf(address);
  // The browser takes the current query for an address without path and query.
  if (!path && !query) return address;

  const given = parametersIn(query);
  const from = parametersIn(partsOf(current).query);
  const has = (parameters: string[], name: string) => parameters.some((parameter) => nameOf(parameter) === name);
  const kept = [...namesIn(keep), PANEL]
    .filter((name) => !has(given, name))
    .flatMap((name) => from.filter((parameter) => nameOf(parameter) === name));
  let result = query;
  for (const parameter of kept) result += (result.length > 1 ? '&' : result ? '' : '?') + parameter;

  for (const parameter of [referrerIn(from, param || 'ld_referrer'), callIn(from)]) {
    if (!parameter) continue;
    const name = nameOf(parameter);
    const all = parametersIn(result);
    if (all.filter((other) => nameOf(other) === name).join() === parameter) continue;
    result = `?${[...all.filter((other) => nameOf(other) !== name), parameter].join('&')}`;
  }
  return ascii(path + result + fragment);
}

/** The host's origin, as the runtime writes it. Anything but an http(s) origin names no host. */
function referrerIn(parameters: string[], name: string): string | undefined {
  for (const parameter of parameters) {
    if (nameOf(parameter) !== name) continue;
    const origin = originOf(textOf(parameter));
    if (origin) return `${name}=${encodeURIComponent(origin)}`;
  }
  return undefined;
}

/** The companion's parameter, there where the tab can store nothing. */
function callIn(parameters: string[]): string | undefined {
  return parameters.find((parameter) => /^ld_call=(idle|ringing|on|ended)\.\w*$/.test(parameter));
}

/** Whether an address is of the card's own origin. What is not plainly so is not. */
function isOwn(address: string, current: string): boolean {
  if (!/^[a-z][a-z\d+.-]*:/i.test(address)) return !/^[/\\]{2}/.test(address);
  const origin = originOf(address);
  return origin !== undefined && origin === originOf(current);
}

/** The origin of an http(s) address; `undefined` for any other, and for one with credentials or an odd host. */
function originOf(address: string): string | undefined {
  const [, scheme = '', host = '', port = ''] =
    /^(https?):\/\/([\w.-]+|\[[\da-f:.]+\])(?::(\d*))?(?=[/?#]|$)/i.exec(address) ?? [];
  if (!host) return undefined;
  const protocol = scheme.toLowerCase();
  const number = port && String(Number(port));
  const isDefault = !number || number === (protocol === 'https' ? '443' : '80');
  return `${protocol}://${host.toLowerCase()}${isDefault ? '' : `:${number}`}`;
}

/** As a browser reads it (URL, "basic URL parser"); it also keeps a second header out of this one. */
function withoutBreaks(location: string): string {
  return location.replace(/^[\0-\x20]+|[\0-\x20]+$/g, '').replace(/[\t\n\r]/g, '');
}

/** As a browser writes it: what is not ASCII, as UTF-8. */
function ascii(address: string): string {
  return address.replace(/[^\x21-\x7e]+/g, (text) =>
    [...new TextEncoder().encode(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}
