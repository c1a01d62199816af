import { execFile } from 'node:child_process';
import { chmod, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { hasCode } from '#main/platform/durable-files.ts';
import type { Fault } from './fault.ts';
import type { FaultyTeam } from './faulty-team.ts';

const run = promisify(execFile);
const megabyte = 2 ** 20;

/** A small disk of its own, for a database to fill; null where this user may not mount one. */
export async function mountSmallDisk() {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-disk-'));
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=320m,mode=755', 'tmpfs', folder])
    .then(() => true)
    .catch(() => false);
  if (!mounted) {
    await rm(folder, { recursive: true });
    return null;
  }
  await chmod(folder, 0o755);
  return {
    folder,
    async remove() {
      // Whoever sees it first: an administrator who tidies up may have been there.
      await run('umount', ['--lazy', folder]).catch(() => {});
      await rm(folder, { recursive: true });
    },
  };
}

/**
 * The disk of the database's server is full until it is said in words, and then has space again.
 * Every other time PostgreSQL has no space even for what it has to log first, and ends by that.
 */
export function fullDisk(folder: string): Fault {
  return {
    name: 'the disk of PostgreSQL full',
    times: { full: 10, short: 2 },
    async strike(team, turn) {
      const filler = join(folder, 'filler');
      await fill(filler);
      const refused = /disk .* is full|does not answer|not certain|could not be had/;
      await Promise.all(team.servers.map((_server, at) => team.journal.refuses(at, refused)));
      if (turn % 2 === 1) await fillItsLog(team);
      await rm(filler);
      await backAgain(team);
    },
  };
}

/** Has PostgreSQL begin new files of its write-ahead log until it can't. */
async function fillItsLog(team: FaultyTeam): Promise<void> {
  try {
    for (let file = 0; file < 100; file++)
      await team.administer(`select pg_logical_emit_message(true, 'filler', ''), pg_switch_wal()`);
  } catch {
    return;
  }
  throw new Error('The write-ahead log always found space');
}

/** PostgreSQL recovers by itself if it still runs; else whoever freed the space starts it. */
async function backAgain(team: FaultyTeam): Promise<void> {
  for (;;) {
    const { exitCode, signalCode } = team.cluster.process();
    if (exitCode !== null || signalCode !== null) return team.cluster.start();
    if (await team.administer('select 1').catch(() => null)) return;
    await pause(50);
  }
}

async function fill(file: string): Promise<void> {
  const handle = await open(file, 'w');
  try {
    for (let size = megabyte; size >= 1024; ) {
      const fits = await handle
        .appendFile(Buffer.alloc(size, 1))
        .then(() => true)
        .catch((error) => {
          if (hasCode(error, 'ENOSPC')) return false;
          throw error;
        });
      if (!fits) size /= 2;
    }
  } finally {
    await handle.close();
  }
}
