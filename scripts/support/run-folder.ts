import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { chmod, mkdtemp, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Linux keeps what lies here in memory. */
const inMemory = '/dev/shm';
/** A whole run leaves about a gigabyte behind, in bytes. */
const roomNeeded = 4 * 1024 ** 3;

/**
 * A new folder for all that a run leaves behind: browsers and killed programs don't tidy up. In memory
 * where there is room: hundreds of databases that are made, synced and dropped are most of a run's
 * time on a disk. What is killed in the tests are processes, never the machine, and a process's writes
 * are as safe there. Removed when this process ends, or is told to.
 */
export async function newRunFolder(): Promise<string> {
  const folder = (await usable(inMemory)) ?? (await newFolder(tmpdir()));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  return folder;
}

/** A new folder in `place` if there is room, and programs may be run from it. */
async function usable(place: string): Promise<string | undefined> {
  const { bavail, bsize } = await statfs(place).catch(() => ({ bavail: 0, bsize: 0 }));
  if (bavail * bsize < roomNeeded) return undefined;
  const folder = await newFolder(place).catch(() => undefined);
  if (folder === undefined) return undefined;
  const program = join(folder, 'runs');
  try {
    await writeFile(program, '#!/bin/sh\n', { mode: 0o755 });
    await run(program);
    return folder;
  } catch {
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
}

/** PostgreSQL runs as another user where the tests run as root, and has to get through it. */
async function newFolder(place: string): Promise<string> {
  const folder = await mkdtemp(join(place, 'countersign-run-'));
  await chmod(folder, 0o755);
  return folder;
}
