import { once } from 'node:events';
import { Option } from 'commander';

export function jsonOption(): Option {
  return new Option('--json', 'print the result as one line of JSON');
}

export function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** One line of JSON on standard output. */
export function printJson(value: unknown): void {
  printLine(JSON.stringify(value));
}

/** Something that belongs to the run and not to its result: standard output stays for the result. */
export function printNote(line: string): void {
  process.stderr.write(`${line}\n`);
}

/**
 * Writes to standard output no faster than its reader reads. False when the reader has gone
 * (`| head`): then there is nobody left to write for.
 */
export async function writeToReader(text: string): Promise<boolean> {
  const { stdout } = process;
  if (stdout.destroyed) return false;
  try {
    if (!stdout.write(text)) await once(stdout, 'drain');
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return false;
    throw error;
  }
}
