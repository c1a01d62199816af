import { Kysely } from 'kysely';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../logger.ts';
import { Refusal } from '../../refusal.ts';
import { movedRefusal, readMoved } from '../moved.ts';
import type { Database, Store } from '../schema.ts';
import { DatabaseClock } from './database-clock.ts';
import { TeamDialect } from './dialect.ts';
import { ListeningSignal } from './listening-signal.ts';
import { migratePostgres } from './migrate.ts';
import { defaultPoolSize, openPools } from './pool.ts';
import { assertSettings } from './settings.ts';
import { readAge } from './steps.ts';
import { beginWriting } from './write-transaction.ts';

export interface OpenPostgresOptions {
  /** The address of the database, with the servers' role. */
  readonly database: string;
  /** The same with the role that owns it, to bring an older schema up to date at opening. */
  readonly ownerDatabase?: string;
  /** How many connections this server holds at most, beside the one it listens on. */
  readonly poolSize?: number;
  readonly logger: Logger;
  /**
   * Told at once when a write finds that the store became `newer_store` or `moved` while it was open;
   * the write is refused by it.
   */
  readonly onUnusable?: (found: Refusal) => void;
}

export interface PostgresStore {
  readonly store: Store;
  /** The database's time. */
  readonly clock: Clock;
  readonly records: ListeningSignal;
  /**
   * Asks for the schema anew. Refuses as opening does, for a database that is away, or newer now; and
   * `moved` for a store that was moved elsewhere, which may still be read.
   */
  check(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a team's store, asserts every setting it relies on, and brings its schema up to date.
 * Refuses `newer_store`, `invalid_input` for what is no address, and `store_unavailable` when the
 * database can't be had, has no store, is set so that it could lose something, or is older and the
 * role may not change that.
 */
export async function openPostgresStore(options: OpenPostgresOptions): Promise<PostgresStore> {
  const { database, ownerDatabase = database, poolSize = defaultPoolSize, logger } = options;
  const pools = openPools(database, poolSize, logger);
  let clock: DatabaseClock | undefined;
  const onTime = (now: number) => clock?.hear(now);
  const store = new Kysely<Database>({
    dialect: new TeamDialect(pools, {
      begin: beginWriting,
      onTime,
      onUnusable: options.onUnusable,
    }),
  });
  try {
    await assertSettings(store);
    const age = await readAge(store);
    if (age === 'none')
      throw new Refusal(
        'store_unavailable',
        'There is no store in the team’s database yet. Your administrator makes it with "countersign team init".',
      );
    if (age === 'older') await migratePostgres(ownerDatabase);
    const time = await DatabaseClock.start(store);
    clock = time;
    return {
      store,
      clock: time,
      records: new ListeningSignal(database, logger),
      async check() {
        await readAge(store);
        const mark = await readMoved(store);
        if (mark !== undefined) throw movedRefusal(mark);
      },
      async close() {
        time.stop();
        await pools.end();
      },
    };
  } catch (error) {
    await pools.end();
    throw error;
  }
}
