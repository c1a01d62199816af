import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A terminal for the command: util-linux's `script`, there on Linux. */
export const terminal = '/usr/bin/script';

/** What to type when a question stands on the screen; a function is given the screen. */
type Answer = readonly [question: string, typed: string | ((screen: string) => string)];

/** Answers each question when it is asked; returns the exit code and all that the screen showed. */
export async function atTerminal(
  command: string,
  answers: readonly Answer[],
  env: Readonly<Record<string, string>> = {},
) {
  const child = spawn(terminal, ['-qefc', command, '/dev/null'], {
    env: { ...process.env, ...env },
  });
  let screen = '';
  let seen = 0;
  const waiting = [...answers];
  child.stdout.on('data', (chunk) => {
    screen += chunk;
    const [next] = waiting;
    const at = next ? screen.indexOf(next[0], seen) : -1;
    if (!next || at < 0) return;
    const [question, typed] = next;
    seen = at + question.length;
    waiting.shift();
    child.stdin.write(typeof typed === 'string' ? typed : typed(screen));
  });
  const [code] = await once(child, 'close');
  return { code, screen };
}
