import { readdirSync, readFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

/** libuv's name for the threads of its pool, from which argon2 starts its lanes. */
const poolThread = 'libuv-worker';

let done = false;

/**
 * Lets hashing go behind the event loop. One hash starts more threads than there may be cores, and
 * the system shares the cores among threads alike: a screen would wait tens of milliseconds for its
 * turn. On Linux priority belongs to a thread and is inherited by those it starts, so it is enough to
 * lower the pool's. Elsewhere it belongs to the process, and nothing is done.
 */
export function putHashingBehindTheEventLoop(): void {
  if (done || process.platform !== 'linux') return;
  for (const id of poolThreads()) {
    done = true;
    try {
      setPriority(id, constants.priority.PRIORITY_BELOW_NORMAL);
    } catch {
      // A sandbox forbids it, or the thread has just ended: then hashing shares the cores alike.
    }
  }
}

/** The pool's threads: all of them from its first use on, none before. */
function poolThreads(): readonly number[] {
  const tasks = '/proc/self/task';
  try {
    return readdirSync(tasks)
      .filter((id) => readFileSync(`${tasks}/${id}/comm`, 'utf8').trim() === poolThread)
      .map(Number);
  } catch {
    // A thread has just ended, or /proc is hidden: the next hash tries again.
    return [];
  }
}
