import pLimit from 'p-limit';
import type { AuditRecord } from '#shared/contract/audit.contract.ts';
import type { RecordSignal } from '../platform/database/engine.ts';
import type { Logger } from '../platform/logger.ts';

/** Records read at once. */
const pageSize = 500;

/** The audit log as it is followed. */
export interface FollowedLog {
  /** The newest record's number; 0 before the first. */
  lastSeq(): Promise<number>;
  records(
    after: number,
    limit: number,
  ): Promise<{ records: readonly AuditRecord[]; next: number | null }>;
}

interface Parts {
  readonly records: RecordSignal;
  readonly log: FollowedLog;
  readonly logger: Logger;
  /** Takes what the log has gained; `told` is the newest of it by then. */
  readonly onRecords: (records: readonly AuditRecord[]) => void;
  /** Records that were given on are there no more: an older copy has become the database. */
  readonly onGone: () => void;
}

/** Reads on in the audit log, from the last record read, whenever the database signals one. */
export class LogFollower {
  /** Reading on, and what must not fall between two readings, take turns. */
  readonly inTurn = pLimit(1);
  readonly #parts: Parts;
  #told = 0;
  #signal: { stop(): Promise<void> } | null = null;
  #wakePending = false;
  #away = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The newest record that was given on. */
  get told(): number {
    return this.#told;
  }

  /** Follows from the log's end, or, when it does already, reads on to it. Call it in turn. */
  async follow(): Promise<void> {
    const { records, log } = this.#parts;
    if (this.#signal === null) {
      this.#signal = await records.onRecord(() => this.#wake());
      this.#told = await log.lastSeq();
    }
    await this.#readOn();
  }

  /** Reads no more until it is to follow again. Call it in turn. */
  async rest(): Promise<void> {
    const signal = this.#signal;
    this.#signal = null;
    await signal?.stop();
  }

  /** The records after a number up to the newest given on; null when that is not for one reading. */
  async since(after: number): Promise<readonly AuditRecord[] | null> {
    // A number from the future is another store's, or an older copy was put back.
    if (after > this.#told) return null;
    const { records, next } = await this.#parts.log.records(after, pageSize);
    return next === null ? records : null;
  }

  /** Does what reads the store; one that is away is noted once, and tried again the next time. */
  async unlessAway(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#away = false;
    } catch (error) {
      const name = error instanceof Error ? error.name : 'not an error';
      if (!this.#away) this.#parts.logger.error('events.not_read', { error: name });
      this.#away = true;
    }
  }

  #wake(): void {
    if (this.#wakePending) return;
    this.#wakePending = true;
    void this.inTurn(async () => {
      this.#wakePending = false;
      if (this.#signal !== null) await this.unlessAway(() => this.#readOn());
    });
  }

  async #readOn(): Promise<void> {
    for (let more = true; more; ) {
      const { records, next } = await this.#parts.log.records(this.#told, pageSize);
      this.#told = records.at(-1)?.seq ?? this.#told;
      if (records.length > 0) this.#parts.onRecords(records);
      else await this.#stepBack();
      more = next !== null;
    }
  }

  /** Follows from the log's end again, where that is before the newest record given on. */
  async #stepBack(): Promise<void> {
    const last = await this.#parts.log.lastSeq();
    if (last >= this.#told) return;
    this.#told = last;
    this.#parts.onGone();
  }
}
