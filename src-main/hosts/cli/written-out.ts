import { rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { writeToReader } from './output.ts';

/** Takes a part of what is written out; false when there is nobody left to write for. */
export type Write = (text: string) => Promise<boolean>;

/**
 * Has something written to standard output, or to a new file that only its owner reads. A file that
 * was not finished does not stay.
 */
export async function writtenOut<Value>(
  file: string | undefined,
  work: (write: Write) => Promise<Value>,
): Promise<Value> {
  if (file === undefined) return work(writeToReader);
  const handle = await open(file, 'wx', 0o600);
  const discard = () => rmSync(file, { force: true });
  process.once('exit', discard);
  try {
    const value = await work(async (text) => {
      await handle.write(text);
      return true;
    });
    await handle.sync();
    process.off('exit', discard);
    return value;
  } finally {
    await handle.close();
  }
}
