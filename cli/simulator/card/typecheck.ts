/** Wrong types in a card's project, found by the TypeScript that the project itself has. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** More would fill the page and help no one. */
const MAX_ERRORS = 5;

export interface TypeChecker {
  /** Checks again; what an earlier check has still to say is not heard any more. */
  check(): void;
  close(): void;
}

/**
 * @param found is called with what is wrong, or `null`, after each check.
 * @returns null where the project has no tsconfig.json or no TypeScript.
 */
export function createTypeChecker(root: string, found: (text: string | null) => void): TypeChecker | null {
  const compiler = existsSync(path.join(root, 'tsconfig.json')) ? findCompiler(root) : null;
  if (!compiler) return null;
  let running: ChildProcess | undefined;

  function close() {
    running?.removeAllListeners();
    running?.kill();
    running = undefined;
  }

  return {
    close,
    check() {
      close();
      let output = '';
      const child = spawn(process.execPath, [compiler, '--noEmit', '--pretty', 'false', '-p', root], {
        cwd: root,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
      child.on('error', () => {});
      child.on('close', (status) => {
        if (status !== null) found(readDiagnostics(output));
      });
      running = child;
    },
  };
}

/** The first faults of a compiler's output; `null` when there is none. */
export function readDiagnostics(output: string): string | null {
  const lines = output.split(/\r?\n/).filter((line) => line.trim());
  const starts = lines.flatMap((line, index) => (/^(\S.*: )?error TS\d+:/.test(line) ? [index] : []));
  if (!starts.length) return null;
  const more = starts.length - MAX_ERRORS;
  const shown = lines.slice(starts[0], more > 0 ? starts[MAX_ERRORS] : undefined);
  return [...shown, ...(more > 0 ? [`… and ${more} more`] : [])].join('\n');
}

function findCompiler(root: string): string | null {
  try {
    const file = createRequire(path.join(root, 'package.json')).resolve('typescript/package.json');
    const { bin } = JSON.parse(readFileSync(file, 'utf8')) as { bin: { tsc: string } };
    return path.join(path.dirname(file), bin.tsc);
  } catch {
    return null;
  }
}
