import type { Result } from '#shared/result.ts';
import { isUndecided } from '#shared/rules/undecided.ts';

/** What a person did at this desk while the server was away, and what must not be undone by that. */
export interface OwedCall {
  readonly channel: 'session.lock' | 'session.signOut';
  readonly token: string;
}

/**
 * Locking and signing out hold at this desk at once. A server that was away, or had no database, is
 * told of them before anything else is said to it, until it says that it is done; both may be told twice. They end with the program, as the server
 * then locks and ends the session by itself.
 */
export class OwedCalls {
  readonly #send: (call: OwedCall) => Promise<Result<unknown>>;
  #owed: readonly OwedCall[] = [];
  #paying: Promise<Result<unknown> | null> | null = null;

  constructor(send: (call: OwedCall) => Promise<Result<unknown>>) {
    this.#send = send;
  }

  add({ channel, token }: OwedCall): void {
    const others = this.#owed.filter((call) => call.channel !== channel || call.token !== token);
    this.#owed = [...others, { channel, token }];
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
      const [next, ...rest] = this.#owed;
      if (next === undefined) return null;
      const result = await this.#send(next);
      if (leavesOpen(result)) return result;
      this.#owed = rest.filter((call) => call !== next);
    }
  }
}

/** Whether nobody knows that it was done: the server could not be asked, or its database could not. */
export function leavesOpen(result: Result<unknown>): boolean {
  return !result.ok && isUndecided(result.error.code);
}
