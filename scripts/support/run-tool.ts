import { spawn } from 'node:child_process';
import { delimiter, join, resolve } from 'node:path';

/** The project's folder, whatever folder npm was called in. */
export const projectFolder = resolve(import.meta.dirname, '../..');

export interface ToolRun {
  /** The exit code; 1 when the tool could not be started or was ended by a signal. */
  readonly code: number;
  /** What it wrote, where that was asked for. */
  readonly output: string;
}

/**
 * Runs one of the project's own tools (node_modules/.bin) in the project's folder.
 *
 * @param show lets its output through as it comes; otherwise the output is kept and returned
 */
export function runTool(
  command: readonly [tool: string, ...args: string[]],
  { show, env = {} }: { show: boolean; env?: Readonly<Record<string, string>> },
): Promise<ToolRun> {
  const [tool, ...args] = command;
  const path = [join(projectFolder, 'node_modules', '.bin'), process.env['PATH']].join(delimiter);
  const child = spawn(tool, args, {
    cwd: projectFolder,
    env: { ...process.env, ...env, PATH: path },
    stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    // The tools are .cmd files there, which only a shell runs.
    shell: process.platform === 'win32',
  });
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((done) => {
    const output = () => Buffer.concat(chunks).toString();
    child.on('error', (error) => done({ code: 1, output: `${output()}${error.message}\n` }));
    child.on('close', (code) => done({ code: code ?? 1, output: output() }));
  });
}
