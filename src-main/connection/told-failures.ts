import type { Result } from '#shared/result.ts';
import type { Logger } from '../platform/logger.ts';
import { Refusal } from '../platform/refusal.ts';
import { ServerFailure } from './server-failure.ts';

/** What went wrong with one server, in words for people, and in the log where somebody should look. */
export class ToldFailures {
  readonly #address: string;
  readonly #logger: Logger;
  #metOther = false;

  constructor(address: string, logger: Logger) {
    this.#address = address;
    this.#logger = logger;
  }

  /** Why a call can't be done. */
  explain(error: unknown): Refusal {
    if (error instanceof Refusal) return error;
    if (error instanceof ServerFailure) {
      if (error.kind === 'certificate') this.#noteOtherCertificate();
      return error.refusal(this.#address);
    }
    this.#logger.error('connection.call_failed', { error: nameOf(error) });
    return new Refusal('internal', 'Something went wrong in this desk. Start Countersign again.');
  }

  /** The same as a call's result. */
  refused(error: unknown): Result<never> {
    const { code, message, details } = this.explain(error);
    return { ok: false, error: { code, message, ...(details ? { details } : {}) } };
  }

  /** Said once: whoever stands in the server's place is met at each call. */
  #noteOtherCertificate(): void {
    if (!this.#metOther) this.#logger.error('connection.other_certificate');
    this.#metOther = true;
  }
}

/** An error's kind: its message may quote what was sent. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
