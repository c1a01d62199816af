import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A Node process of ours that a test talks to by lines. */
export interface LineProcess {
  readonly child: ChildProcess;
  /** The next line it prints; rejects with what it said on standard error when it ends first. */
  line(): Promise<string>;
  say(line: string): void;
  /** What it has said on standard error. */
  complaint(): string;
  /** Resolves when it has ended. */
  ended(): Promise<void>;
}

/**
 * Starts a TypeScript program in a process of its own, under this same Node; `environment` is what it
 * is told besides this process's own.
 */
export function startProgram(
  program: string,
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): LineProcess {
  const child = spawn(process.execPath, [program, ...parameters], {
    env: { ...process.env, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const exit = once(child, 'exit');
  return {
    child,
    async line() {
      const { done, value } = await lines.next();
      if (!done) return value;
      await exit;
      throw new Error(`${program} ended (${child.exitCode ?? child.signalCode}): ${complaint}`);
    },
    say: (line) => child.stdin.write(`${line}\n`),
    complaint: () => complaint,
    ended: async () => {
      await exit;
    },
  };
}
