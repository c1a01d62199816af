import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const clock = pathToFileURL(join(import.meta.dirname, 'shifted-clock.js')).href;

/** A program of the product in a process of its own, with a clock that the test can let jump. */
export interface ChildProgram {
  readonly process: ChildProcess;
  /** The first line it writes that matches; rejects with its errors when it ends before. */
  lineMatching(pattern: RegExp): Promise<string>;
  passTime(milliseconds: number): Promise<void>;
  /** Asks it to end and waits for that. */
  stop(): Promise<void>;
}

/** @param preloaded modules that are loaded before it, as URLs, beside the clock */
export function startChildProgram(
  file: string,
  args: readonly string[],
  preloaded: readonly string[] = [],
): ChildProgram {
  const child = fork(file, args, {
    execArgv: [clock, ...preloaded].flatMap((url) => ['--import', url]),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const errors: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  const ended = once(child, 'exit');
  return {
    process: child,
    lineMatching(pattern) {
      return new Promise((found, failed) => {
        child.once('exit', (code) =>
          failed(new Error(`The program ended with ${code}:\n${errors.join('')}`)),
        );
        if (child.stdout !== null) {
          createInterface({ input: child.stdout }).on('line', (line) => {
            if (pattern.test(line)) {
              found(line);
            }
          });
        }
      });
    },
    passTime: (milliseconds) =>
      new Promise((passed) => {
        const listen = (message: unknown) => {
          if (typeof message === 'object' && message !== null && 'timePassed' in message) {
            child.off('message', listen);
            passed();
          }
        };
        child.on('message', listen);
        child.send({ passTime: milliseconds });
      }),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
