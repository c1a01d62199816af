import type { Logger } from '../../platform/logger.ts';
import type { RefusalKind } from './refusal-kinds.ts';

const everyMs = 60_000;

/**
 * Says in the log what the host refused: the first at once, and then once a minute how many of each
 * kind there were since. So no flood of refusals is a flood of lines, and no line says whose they
 * were.
 */
export class RefusalLog {
  readonly #logger: Logger;
  readonly #untold = new Map<RefusalKind, number>();
  #timer: NodeJS.Timeout | null = null;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  note(kind: RefusalKind): void {
    this.#untold.set(kind, (this.#untold.get(kind) ?? 0) + 1);
    if (this.#timer !== null) return;
    this.#tell();
    this.#timer = setInterval(() => this.#look(), everyMs);
    this.#timer.unref();
  }

  /** Says the rest. */
  end(): void {
    this.#tell();
    this.#rest();
  }

  #look(): void {
    if (this.#untold.size === 0) this.#rest();
    else this.#tell();
  }

  #tell(): void {
    for (const [kind, times] of this.#untold) this.#logger.info('web.refused', { kind, times });
    this.#untold.clear();
  }

  #rest(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }
}
