import pLimit from 'p-limit';
import type { AuditRecord } from '#shared/contract/audit.contract.ts';
import type { DeskEvent } from '#shared/contract/desk-event.ts';
import type { Caller, SignedIn } from '../platform/call.ts';
import type { RecordSignal } from '../platform/database/engine.ts';
import type { Logger } from '../platform/logger.ts';
import { Refusal } from '../platform/refusal.ts';
import { concerns, type Look, looksAfter } from './looks.ts';

/** Records read at once. Whoever missed more than this is told to look at everything. */
const pageSize = 500;
/** How often a watcher's session is looked at, for what no record tells: twelve hours, idleness. */
const checkEveryMs = 60_000;

/** A desk that is told when to look again. */
export interface DeskListener {
  look(event: DeskEvent): void;
  /** The session is over, and nothing more will be told. */
  ended(): void;
}

export interface Watch {
  /** The newest record that was told of when the watch began. */
  readonly seq: number;
  stop(): void;
}

type Door = Pick<Caller, 'token' | 'device'>;

interface Parts {
  readonly records: RecordSignal;
  readonly log: {
    /** The newest record's number; 0 before the first. */
    lastSeq(): Promise<number>;
    records(
      after: number,
      limit: number,
    ): Promise<{ records: readonly AuditRecord[]; next: number | null }>;
  };
  readonly session: (caller: Door) => Promise<SignedIn | null>;
  readonly logger: Logger;
}

interface Watcher {
  readonly caller: Door;
  readonly session: SignedIn;
  readonly listener: DeskListener;
}

/**
 * Tells the desks of this process what the audit log has gained: one reader for all of them, from
 * the last record known, whenever the database signals one. What a desk missed it gets when it
 * watches again from the last number it has seen.
 */
export class EventsService {
  readonly #parts: Parts;
  readonly #watchers = new Set<Watcher>();
  /** Reading on and beginning to watch take turns, so that no record falls between the two. */
  readonly #inTurn = pLimit(1);
  /** The newest record that all watchers have been told of. */
  #told = 0;
  #signal: { stop(): Promise<void> } | null = null;
  #wakePending = false;
  #checks: NodeJS.Timeout | undefined;
  #checking = false;
  #away = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Watches for a signed-in desk, a locked one too: `after` null from now on, a number from the
   * record after that one. What was missed is told before this resolves. Refuses `not_signed_in`,
   * and `invalid_input` for what is no number of a record.
   */
  watch(caller: Door, after: number | null, listener: DeskListener): Promise<Watch> {
    // A host's caller changes when its person signs in or out; the watch is for this session.
    const { token, device } = caller;
    const door = { token, ...(device === undefined ? {} : { device }) };
    return this.#inTurn(async () => {
      if (after !== null && !(Number.isSafeInteger(after) && after >= 0))
        throw new Refusal('invalid_input', 'There is no record of this number.');
      const session = await this.#parts.session(door);
      if (!session) throw new Refusal('not_signed_in', 'Sign in first.');
      try {
        await this.#listen();
        const watcher = { caller: door, session, listener };
        const missed = after === null ? [] : await this.#missed(after);
        this.#watchers.add(watcher);
        this.#tell(watcher, missed);
        return { seq: this.#told, stop: () => this.#drop(watcher) };
      } finally {
        if (this.#watchers.size === 0) await this.#rest();
      }
    });
  }

  /** Stops telling. Watchers are not told of it: their host ends with them. */
  async close(): Promise<void> {
    this.#watchers.clear();
    await this.#inTurn(() => this.#rest());
  }

  /** Listens, if nobody has yet, and catches up with the log. */
  async #listen(): Promise<void> {
    if (this.#signal === null) {
      this.#signal = await this.#parts.records.onRecord(() => this.#wake());
      this.#told = await this.#parts.log.lastSeq();
      this.#checks = setInterval(() => void this.#checkSessions(), checkEveryMs);
      this.#checks.unref();
    }
    await this.#readOn();
  }

  async #missed(after: number): Promise<readonly Look[]> {
    // A number from the future is another store's, or an older copy was put back.
    if (after > this.#told) return everything;
    const { records, next } = await this.#parts.log.records(after, pageSize);
    return next === null ? records.flatMap(looksAfter) : everything;
  }

  #wake(): void {
    if (this.#wakePending) return;
    this.#wakePending = true;
    void this.#inTurn(async () => {
      this.#wakePending = false;
      if (this.#signal !== null) await this.#unlessAway(() => this.#readOn());
    });
  }

  async #readOn(): Promise<void> {
    for (let more = true; more; ) {
      const { records, next } = await this.#parts.log.records(this.#told, pageSize);
      const looks = records.flatMap(looksAfter);
      this.#told = records.at(-1)?.seq ?? this.#told;
      for (const watcher of [...this.#watchers]) this.#tell(watcher, looks);
      more = next !== null;
    }
  }

  #tell(watcher: Watcher, looks: readonly Look[]): void {
    const { session, listener } = watcher;
    const where = new Set(looks.filter((one) => concerns(one, session)).map((one) => one.where));
    try {
      if (where.delete('ended')) this.#end(watcher);
      else if (where.size > 0)
        listener.look({ seq: this.#told, look: [...where] as DeskEvent['look'] });
    } catch (error) {
      this.#log('events.listener_failed', error);
    }
  }

  #end(watcher: Watcher): void {
    this.#drop(watcher);
    watcher.listener.ended();
  }

  #drop(watcher: Watcher): void {
    this.#watchers.delete(watcher);
    void this.#inTurn(async () => {
      if (this.#watchers.size === 0) await this.#rest();
    });
  }

  async #rest(): Promise<void> {
    clearInterval(this.#checks);
    const signal = this.#signal;
    this.#signal = null;
    await signal?.stop();
  }

  /** What is found idle is locked and recorded, and what is found expired is ended, as at a call. */
  async #checkSessions(): Promise<void> {
    if (this.#checking) return;
    this.#checking = true;
    await this.#unlessAway(async () => {
      for (const watcher of [...this.#watchers])
        if (!(await this.#parts.session(watcher.caller)) && this.#watchers.has(watcher))
          this.#end(watcher);
    });
    this.#checking = false;
  }

  /** A database that is away is said once; the next time reads on from the same record. */
  async #unlessAway(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#away = false;
    } catch (error) {
      if (!this.#away) this.#log('events.not_read', error);
      this.#away = true;
    }
  }

  #log(event: string, error: unknown): void {
    this.#parts.logger.error(event, {
      error: error instanceof Error ? error.name : 'not an error',
    });
  }
}

const everything: readonly Look[] = [
  { whom: { everyone: true }, where: 'session' },
  { whom: { everyone: true }, where: 'pulse' },
];
