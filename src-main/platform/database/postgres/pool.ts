import pg, { type Pool, type PoolConfig } from 'pg';
import type { Logger } from '../../logger.ts';
import { Refusal } from '../../refusal.ts';

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

/** A `postgres://` address, as pg takes it. Refuses `invalid_input`; never repeats it. */
export function connectionOf(address: string): PoolConfig {
  if (!isAddress(address))
    throw new Refusal(
      'invalid_input',
      'This is not the address of a database. Give it as postgres://role:password@host:port/database.',
    );
  return {
    connectionString: address,
    application_name: 'countersign',
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveDelay,
    connectionTimeoutMillis: connectTimeout,
    types: { getTypeParser },
  };
}

/** Read as pg reads it, which knows forms that a URL has not, as for a socket in a folder. */
function isAddress(address: string): boolean {
  try {
    new pg.Client({ connectionString: address });
    return /^postgres(ql)?:\/\//.test(address);
  } catch {
    return false;
  }
}

/** The pools of one server; `size` connections together, at least 3. */
export function openPools(address: string, size: number, logger: Logger): Pools {
  const open = (max: number) => {
    const pool = new pg.Pool({
      ...connectionOf(address),
      max,
      query_timeout: answerTimeout,
      idleTimeoutMillis: idleTimeout,
    });
    // An idle connection that breaks is replaced; unheard, this event would end the process.
    pool.on('error', () => logger.info('database.connection_lost'));
    return pool;
  };
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
