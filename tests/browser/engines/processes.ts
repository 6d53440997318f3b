import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

/** A program whose own children end with it. */
export interface Program {
  readonly process: ChildProcess;
  /** Ends the program and everything that it started, at once. May be called again. */
  end(): void;
}

const running = new Set<Program>();

/** Starts a program as the leader of a process group, which ends at the latest with this process. */
export function start(file: string, args: string[], options: SpawnOptions = {}): Program {
  const child = spawn(file, args, { stdio: 'ignore', ...options, detached: true });
  const program: Program = {
    process: child,
    end() {
      if (!running.delete(program) || child.pid === undefined) return;
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    },
  };
  running.add(program);
  return program;
}

const endAll = () => running.forEach((program) => program.end());

process.on('exit', endAll);
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    endAll();
    process.kill(process.pid, signal);
  });
}
