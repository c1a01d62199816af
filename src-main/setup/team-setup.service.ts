import type { SetupStatus, StoreState } from '#shared/contract/setup.contract.ts';
import type { Clock } from '../platform/clock.ts';
import { readMoved } from '../platform/database/moved.ts';
import type { PostgresStore } from '../platform/database/postgres/open.ts';
import type { Store } from '../platform/database/schema.ts';
import type { Secrets } from '../platform/keystore/secrets.ts';
import type { Logger } from '../platform/logger.ts';
import { Refusal } from '../platform/refusal.ts';
import { dataOf } from './store-data.ts';
import { type Standing, standingOf } from './store-standing.ts';

export interface TeamSetupParts {
  /** The server's address, for people. */
  readonly address: string;
  readonly appVersion: string;
  readonly secrets: Secrets;
  readonly logger: Logger;
  /** Opens the store, and tells what a write finds that it has become: newer, or moved elsewhere. */
  readonly open: (onUnusable: (found: Refusal) => void) => Promise<PostgresStore>;
  /** Tests may set the time; else it is the database's. */
  readonly clock?: Clock | undefined;
  /**
   * Builds what stands on the store, which can't be written to where it was moved elsewhere. When it
   * rejects, the store is closed again.
   */
  readonly onReady: (opened: PostgresStore, clock: Clock, moved: boolean) => Promise<void>;
}

/**
 * How often the open store is looked at: for a schema that became newer, a store that was moved, or a
 * database away. Every write finds the first two by itself; for so long reads may go on.
 */
const lookEvery = 5_000;
/** Two looks are at least so far apart, however many desks ask. Both in milliseconds. */
const lookPause = 1000;

/** What a store that is open may come to be, and then is not worked on. */
const unusable: readonly StoreState[] = ['newer_store', 'moved'];
const ready: Standing = { state: 'ready', message: '' };

/**
 * Opens the team's store, and tells how it stands. A database that is away is a state and not an
 * error: it is looked for again whenever a desk asks.
 */
export class TeamSetupService {
  readonly #parts: TeamSetupParts;
  readonly #timer: NodeJS.Timeout;
  #standing: Standing = { state: 'store_unavailable', message: '' };
  #opened: PostgresStore | null = null;
  #demo = false;
  #look: Promise<void> | null = null;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #closed = false;

  constructor(parts: TeamSetupParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => void this.look(), lookEvery);
    this.#timer.unref();
  }

  /** The open store, unless it can't be used now: then its state says why. */
  get opened(): PostgresStore | null {
    return unusable.includes(this.#standing.state) ? null : this.#opened;
  }

  /** Whether a store is open that was moved elsewhere, and is kept to be read. */
  get keptToRead(): boolean {
    return this.#opened !== null && this.#standing.state === 'moved';
  }

  /** How the store stands now. Never rejects. */
  async status(): Promise<SetupStatus> {
    await this.look();
    const { address, appVersion } = this.#parts;
    return {
      ...this.#standing,
      demo: this.#demo,
      place: { kind: 'team', address, keyProtection: null },
      mayConnect: false,
      appVersion,
      now: this.now(),
    };
  }

  /** The database's time. Before it was ever reached, when nothing is decided, this machine's. */
  now(): number {
    return (this.#parts.clock ?? this.#opened?.clock)?.now() ?? Date.now();
  }

  /** Opens the store, or looks whether it can still be used; whoever asks meanwhile waits along. */
  look(): Promise<void> {
    this.#look ??= this.#lookAgain().finally(() => {
      this.#look = null;
    });
    return this.#look;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await this.#look;
    const opened = this.#opened;
    this.#opened = null;
    await opened?.close();
  }

  async #lookAgain(): Promise<void> {
    if (this.#closed || performance.now() - this.#lookedAt < lookPause) return;
    try {
      if (this.#opened === null) await this.#open();
      await this.#opened?.check();
      this.#standing = ready;
    } catch (error) {
      const standing = standingOf(error, this.#parts.logger);
      // A database away tells nothing new: what was found of an open store holds until a look succeeds.
      if (this.opened !== null || this.#opened === null || standing.state !== 'store_unavailable')
        this.#standing = standing;
    }
    this.#lookedAt = performance.now();
  }

  async #open(): Promise<void> {
    const opened = await this.#parts.open((found) => {
      this.#standing = standingOf(found, this.#parts.logger);
    });
    try {
      const data = await dataOf(opened.store);
      if (data === null || data === 'unfinished') throw notSetUp();
      await assertKeys(opened.store, this.#parts.secrets);
      const moved = (await readMoved(opened.store)) !== undefined;
      await this.#parts.onReady(opened, this.#parts.clock ?? opened.clock, moved);
      this.#demo = data === 'demo';
      this.#opened = opened;
    } catch (error) {
      await opened.close();
      throw error;
    }
  }
}

/**
 * Refuses `store_unavailable` for keys of another store: the passwords of a store are hashed under
 * its peppers, whose ids stand beside them.
 */
export async function assertKeys(store: Store, { peppers }: Secrets): Promise<void> {
  const found = await store
    .selectFrom('staff')
    .select('id')
    .where('pepper_id', 'in', [...peppers.keys()])
    .limit(1)
    .executeTakeFirst();
  if (!found)
    throw new Refusal(
      'store_unavailable',
      'The keys given to this server are another store’s. Give it the keys that were made with this store.',
    );
}

function notSetUp(): Refusal {
  return new Refusal(
    'store_unavailable',
    'There is no store in the team’s database yet. Your administrator makes it with "countersign team init".',
  );
}
