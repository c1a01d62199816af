import { appendFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How often a holder listens for knocks, in milliseconds. */
const listenEvery = 100;

/** One instance per user data folder; a second one knocks and is told to go. */
export class InstanceLock {
  readonly #file: string;
  readonly #knocks: string;
  #listening: NodeJS.Timeout | null = null;

  constructor(userData: string) {
    this.#file = join(userData, 'double.lock');
    this.#knocks = join(userData, 'double.knocks');
  }

  /** @returns true when this process has the lock; else the holder's `knocked` is called */
  take(knocked: () => void): boolean {
    if (this.#listening) return true;
    if (this.#heldByAnother()) {
      appendFileSync(this.#knocks, '.');
      return false;
    }
    writeFileSync(this.#file, String(process.pid));
    rmSync(this.#knocks, { force: true });
    this.#listen(knocked);
    return true;
  }

  release(): void {
    if (!this.#listening) return;
    clearInterval(this.#listening);
    this.#listening = null;
    rmSync(this.#file, { force: true });
  }

  /** Counts from none: watching the file would take a knock made before its first look for old. */
  #listen(knocked: () => void): void {
    let heard = 0;
    this.#listening = setInterval(() => {
      const made = statSync(this.#knocks, { throwIfNoEntry: false })?.size ?? 0;
      if (made > heard) knocked();
      heard = made;
    }, listenEvery).unref();
  }

  #heldByAnother(): boolean {
    try {
      process.kill(Number(readFileSync(this.#file, 'utf8')), 0);
      return true;
    } catch {
      return false;
    }
  }
}
