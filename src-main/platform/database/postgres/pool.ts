import pg, { type ClientBase, type Pool, type PoolConfig } from 'pg';
import type { Logger } from '../../logger.ts';
import { type Protection, readAddress } from './address.ts';
import { ClosingClient } from './closing-client.ts';
import { statementLimit } from './write-transaction.ts';

/** How long to wait for a connection, be it a new one or one that others hold, in milliseconds. */
const connectTimeout = 10_000;
/**
 * After so many milliseconds without an answer the connection counts as lost. Longer than the
 * server's own limits (`write-transaction.ts`), which tell what was wrong.
 */
const answerTimeout = 20_000;
const keepAliveDelay = 10_000;
const idleTimeout = 60_000;

/**
 * Connections that hold or wait for the lock on the audit log's head: one works, one is next. More
 * would only hold connections while they wait.
 */
const writersAtOnce = 2;
export const defaultPoolSize = 10;

export interface Pools {
  readonly readers: Pool;
  readonly writers: Pool;
  end(): Promise<void>;
}

/** What every connection to a database is opened with. Refuses as `readAddress` does. */
export function connectionOf(address: string): PoolConfig {
  return {
    connectionString: readAddress(address).connectionString,
    application_name: 'countersign',
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveDelay,
    connectionTimeoutMillis: connectTimeout,
    types: { getTypeParser },
    Client: ClosingClient,
  };
}

/** What whoever reads the log should know of the way to the database. */
const warnings: Partial<Record<Protection, string>> = {
  none: 'database.not_encrypted',
  unverified: 'database.certificate_not_checked',
};

/**
 * A read that stands by itself, outside of a transaction, ends in the database too when it takes too
 * long: nobody waits for it any more. Behind a pooler what one sets here may reach another one's
 * connection, which is as well; there the role has the same setting (`countersign team roles`).
 */
async function limitStatements(client: ClientBase): Promise<void> {
  await client.query(`set statement_timeout = '${statementLimit}'`);
}

/** The pools of one server; `size` connections together, at least 3. */
export function openPools(address: string, size: number, logger: Logger): Pools {
  const open = (max: number) => {
    const pool = new pg.Pool({
      ...connectionOf(address),
      max,
      query_timeout: answerTimeout,
      idleTimeoutMillis: idleTimeout,
      onConnect: limitStatements,
    });
    // An idle connection that breaks is replaced; unheard, this event would end the process.
    pool.on('error', () => logger.info('database.connection_lost'));
    return pool;
  };
  const warning = warnings[readAddress(address).protection];
  if (warning) logger.info(warning);
  const readers = open(Math.max(size - writersAtOnce, 1));
  const writers = open(writersAtOnce);
  return {
    readers,
    writers,
    async end() {
      await Promise.all([readers.end(), writers.end()]);
    },
  };
}

/** PostgreSQL's 64-bit numbers and sums as numbers: ids, times and counts stay below 2^53. */
const asNumber = new Set<number>([pg.types.builtins.INT8, pg.types.builtins.NUMERIC]);

const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  asNumber.has(oid) ? Number : pg.types.getTypeParser(oid, format as 'text');
