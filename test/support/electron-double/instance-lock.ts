import {
  appendFileSync,
  readFileSync,
  rmSync,
  unwatchFile,
  watchFile,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** One instance per user data folder; a second one knocks and is told to go. */
export class InstanceLock {
  readonly #file: string;
  readonly #knocks: string;
  #held = false;

  constructor(userData: string) {
    this.#file = join(userData, 'double.lock');
    this.#knocks = join(userData, 'double.knocks');
  }

  /** @returns true when this process has the lock; else the holder's `knocked` is called */
  take(knocked: () => void): boolean {
    if (this.#held) return true;
    if (this.#heldByAnother()) {
      appendFileSync(this.#knocks, '.');
      return false;
    }
    writeFileSync(this.#file, String(process.pid));
    rmSync(this.#knocks, { force: true });
    watchFile(this.#knocks, { interval: 100, persistent: false }, (now, before) => {
      if (now.size > before.size) knocked();
    });
    this.#held = true;
    return true;
  }

  release(): void {
    if (!this.#held) return;
    unwatchFile(this.#knocks);
    rmSync(this.#file, { force: true });
    this.#held = false;
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
