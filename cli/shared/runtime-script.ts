/** The runtime as it goes inline into a page. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from './package.js';

/** The runtime of this package, on one line. */
export function readRuntime(): string {
  return readScript('ld.js');
}

/** The companion of this package, on one line. */
export function readCompanion(): string {
  return readScript('ld.card.js');
}

function readScript(name: string): string {
  return inlineForm(readFileSync(path.join(packageRoot, 'dist', name), 'utf8'));
}

/**
 * A script's text as it can stand in a script element, of whatever encoding.
 *
 * @throws when it can not: HTML, "restrictions for contents of script elements".
 */
export function inlineForm(script: string): string {
  const text = script.trim();
  const trap = /<!--|<\/?script/i.exec(text)?.[0];
  if (trap) throw new Error(`The script contains ${trap}, which means something else inside a page.`);
  const foreign = /[^\x20-\x7e]/.exec(text)?.[0];
  if (foreign)
    throw new Error(
      `The script contains ${JSON.stringify(foreign)}: its hash would depend on line breaks or encodings.`,
    );
  return text;
}

/** The source expression of a Content Security Policy that allows an inline script (CSP level 3, "hash-source"). */
export function hashSource(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}

/** Whether a script is the runtime, of whatever version, in whatever form. */
export function isRuntime(script: string): boolean {
  return script.includes('ld_referrer') && /[\w$]\s*\.\s*ld\s*=[^=]/.test(script);
}

/** Whether a script is the companion, of whatever version, in whatever form. */
export function isCompanion(script: string): boolean {
  return script.includes('ld_call') && /\.\s*card\s*=[^=]/.test(script);
}
