import type { Result } from '#shared/result.ts';
import { isUndecided } from '#shared/rules/undecided.ts';

/** What a person did at this desk while the server was away, and what must not be undone by that. */
export interface OwedCall {
  readonly channel: 'session.lock' | 'session.signOut';
  readonly token: string;
}

interface Parts {
  readonly send: (call: OwedCall) => Promise<Result<unknown>>;
  /** The server can't do it. The session is not to be gone on in at this desk, whatever it says. */
  readonly giveUp: (call: OwedCall) => void;
}

/** How often a server may answer that it fails by a defect, of its own or its store's, before it is asked no more. */
const failuresAtMost = 3;
const defects: readonly unknown[] = ['internal', 'store_damaged'];

/**
 * Locking and signing out hold at this desk at once. A server that was away, or had no database, is
 * told of them before anything else is said to it, until it says that it is done; both may be told
 * twice. A server that answers, and fails at it each time, must not keep the desk from being used: a
 * lock is given up for a sign-out, which this desk can hold by itself, and a sign-out for nothing.
 * They end with the program, as the server then locks and ends the session by itself.
 */
export class OwedCalls {
  readonly #parts: Parts;
  #owed: readonly { readonly call: OwedCall; failures: number }[] = [];
  #paying: Promise<Result<unknown> | null> | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  add({ channel, token }: OwedCall): void {
    if (this.#owed.some(({ call }) => call.channel === channel && call.token === token)) return;
    this.#owed = [...this.#owed, { call: { channel, token }, failures: 0 }];
  }

  /** Tells the server what is owed. Returns null when nothing is left, else why it can't be told. */
  pay(): Promise<Result<unknown> | null> {
    if (this.#owed.length === 0) return Promise.resolve(null);
    this.#paying ??= this.#pay().finally(() => {
      this.#paying = null;
    });
    return this.#paying;
  }

  async #pay(): Promise<Result<unknown> | null> {
    for (;;) {
      const [next] = this.#owed;
      if (next === undefined) return null;
      const result = await this.#parts.send(next.call);
      if (!result.ok && defects.includes(result.error.code)) next.failures += 1;
      const hopeless = next.failures >= failuresAtMost;
      if (leavesOpen(result) && !hopeless) return result;
      this.#owed = this.#owed.filter((owed) => owed !== next);
      if (leavesOpen(result)) this.#giveUp(next.call);
    }
  }

  #giveUp(call: OwedCall): void {
    this.#parts.giveUp(call);
    if (call.channel === 'session.lock') this.add({ ...call, channel: 'session.signOut' });
  }
}

/** Whether nobody knows that it was done: the server could not be asked, or its database could not. */
export function leavesOpen(result: Result<unknown>): boolean {
  return !result.ok && isUndecided(result.error.code);
}
