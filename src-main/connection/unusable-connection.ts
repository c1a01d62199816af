import type { SetupStatus } from '#shared/contract/setup.contract.ts';
import type { Result } from '#shared/result.ts';
import type { Refusal } from '../platform/refusal.ts';

/** In place of a backend where a connection is kept that can't be read: it says why, and no more. */
export class UnusableConnection {
  readonly #why: Refusal;
  readonly #place: Pick<SetupStatus, 'place' | 'appVersion'>;

  constructor(why: Refusal, place: Pick<SetupStatus, 'place' | 'appVersion'>) {
    this.#why = why;
    this.#place = place;
  }

  async call(channel: string): Promise<Result<unknown>> {
    if (channel !== 'setup.status') return this.watch();
    const { code, message } = this.#why;
    const status = {
      ...this.#place,
      state: code as SetupStatus['state'],
      message,
      demo: false,
      mayConnect: true,
      now: this.now(),
    };
    return { ok: true, value: status satisfies SetupStatus };
  }

  async watch(): Promise<Result<never>> {
    const { code, message } = this.#why;
    return { ok: false, error: { code, message } };
  }

  now(): number {
    return Date.now();
  }

  async close(): Promise<void> {}
}
