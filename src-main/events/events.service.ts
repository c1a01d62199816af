import type { DeskEvent } from '#shared/contract/desk-event.ts';
import type { Caller, SignedIn } from '../platform/call.ts';
import type { RecordSignal } from '../platform/database/engine.ts';
import type { Logger } from '../platform/logger.ts';
import { Refusal } from '../platform/refusal.ts';
import { type FollowedLog, LogFollower } from './log-follower.ts';
import { concerns, everything, type Look, looksAfter } from './looks.ts';

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
  readonly log: FollowedLog;
  readonly session: (caller: Door) => Promise<SignedIn | null>;
  readonly logger: Logger;
}

interface Watcher {
  readonly caller: Door;
  readonly session: SignedIn;
  readonly listener: DeskListener;
}

/**
 * Tells the desks of this process what the audit log has gained (decision 0020): one reader for all
 * of them. What a desk missed it gets when it watches again from the last number it has seen.
 */
export class EventsService {
  readonly #parts: Parts;
  readonly #log: LogFollower;
  readonly #watchers = new Set<Watcher>();
  #checks: NodeJS.Timeout | undefined;
  #checking = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#log = new LogFollower({
      records: parts.records,
      log: parts.log,
      logger: parts.logger,
      onRecords: (records) => {
        const looks = records.flatMap(looksAfter);
        for (const watcher of [...this.#watchers]) this.#tell(watcher, looks);
      },
      onGone: () => {
        for (const watcher of [...this.#watchers]) this.#tell(watcher, everything);
      },
    });
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
    return this.#log.inTurn(async () => {
      if (after !== null && !(Number.isSafeInteger(after) && after >= 0))
        throw new Refusal('invalid_input', 'There is no record of this number.');
      await this.#sessionOf(door);
      try {
        await this.#log.follow();
        // Once more: had it ended while the log was caught up with, nobody would be told.
        const session = await this.#sessionOf(door);
        const missed = after === null ? [] : await this.#log.since(after);
        const watcher = { caller: door, session, listener };
        this.#add(watcher);
        this.#tell(watcher, missed?.flatMap(looksAfter) ?? everything);
        return { seq: this.#log.told, stop: () => this.#drop(watcher) };
      } finally {
        if (this.#watchers.size === 0) await this.#log.rest();
      }
    });
  }

  /** Stops telling. Watchers are not told of it: their host ends with them. */
  async close(): Promise<void> {
    for (const watcher of [...this.#watchers]) this.#drop(watcher);
    await this.#log.inTurn(() => this.#log.rest());
  }

  async #sessionOf(door: Door): Promise<SignedIn> {
    const session = await this.#parts.session(door);
    if (!session) throw new Refusal('not_signed_in', 'Sign in first.');
    return session;
  }

  #tell(watcher: Watcher, looks: readonly Look[]): void {
    const { session, listener } = watcher;
    const where = new Set(looks.filter((one) => concerns(one, session)).map((one) => one.where));
    if (where.delete('ended')) this.#end(watcher);
    else if (where.size > 0) {
      const look = [...where] as DeskEvent['look'];
      this.#safely(() => listener.look({ seq: this.#log.told, look }));
    }
  }

  /** A window that has gone must not keep others from being told. */
  #safely(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      const name = error instanceof Error ? error.name : 'not an error';
      this.#parts.logger.error('events.listener_failed', { error: name });
    }
  }

  #add(watcher: Watcher): void {
    if (this.#watchers.size === 0) {
      this.#checks = setInterval(() => void this.#checkSessions(), checkEveryMs);
      this.#checks.unref();
    }
    this.#watchers.add(watcher);
  }

  #end(watcher: Watcher): void {
    this.#drop(watcher);
    this.#safely(() => watcher.listener.ended());
  }

  #drop(watcher: Watcher): void {
    if (!this.#watchers.delete(watcher) || this.#watchers.size > 0) return;
    clearInterval(this.#checks);
    void this.#log.inTurn(async () => {
      if (this.#watchers.size === 0) await this.#log.rest();
    });
  }

  /** What is found idle is locked and recorded, and what is found expired is ended, as at a call. */
  async #checkSessions(): Promise<void> {
    if (this.#checking) return;
    this.#checking = true;
    await this.#log.unlessAway(async () => {
      for (const watcher of [...this.#watchers])
        if (!(await this.#parts.session(watcher.caller)) && this.#watchers.has(watcher))
          this.#end(watcher);
    });
    this.#checking = false;
  }
}
