import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../../src-main/hosts/cli/main.ts', import.meta.url));

/**
 * Runs `countersign move` and kills it `delay` milliseconds after it has begun to check the source
 * (never, if null). Tells whether it ended by itself, and how long it took from there. `watch` is
 * called ten times a second while it runs.
 */
export async function moveAndKill(
  parameters: readonly string[],
  delay: number | null,
  watch: (child: ChildProcess) => void = () => {},
) {
  const child = spawn(process.execPath, [main, 'move', ...parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  const closed = once(child, 'close');
  const watching = setInterval(() => watch(child), 100);
  let stderr = '';
  let began = 0;
  for await (const line of createInterface({ input: child.stderr })) {
    stderr += `${line}\n`;
    if (began > 0) continue;
    began = performance.now();
    if (delay !== null) setTimeout(() => child.kill('SIGKILL'), delay);
  }
  await closed;
  clearInterval(watching);
  return { code: child.exitCode, stdout, stderr, took: performance.now() - began };
}
