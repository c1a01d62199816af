import { sql } from 'kysely';
import { LookUp } from '#main/accounts/look-up.service.ts';
import { runWriting } from '#main/import/import-room.ts';
import { openPostgresStore } from '#main/platform/database/postgres/open.ts';
import type { Store } from '#main/platform/database/schema.ts';
import { fullText } from '#main/platform/database/word-index/full-text.ts';
import { KeptLog } from '../support/kept-log.ts';
import { newTeamDatabase } from '../support/postgres/team-database.ts';
import { administer, fillTeam } from './fill-team.ts';
import { type BenchStore, limit, wordsIn } from './look-up-store.ts';

/**
 * A team's store in a database of its own, looked up with a server's rights; beside it an ILIKE
 * scan, and PostgreSQL's full-text search by beginnings, unranked, on a GIN index.
 */
export async function makeTeamStore(
  accounts: number,
  log: (line: string) => void,
): Promise<BenchStore> {
  const database = await newTeamDatabase('empty');
  const logger = new KeptLog();
  await fillTeam(database, accounts, log);
  log(`${accounts} accounts: making the full-text index to compare with`);
  await administer(database, [
    "set maintenance_work_mem = '512MB'",
    `create index bench_full_text on account_words using gin (to_tsvector('simple', words))`,
    // What autovacuum would have done by the morning after.
    'vacuum (analyze)',
  ]);

  const { store, close } = await openPostgresStore({ database: database.server, logger });
  const ours = new LookUp(store, fullText, runWriting);
  const compared = await openPostgresStore({ database: database.owner, poolSize: 3, logger });
  return {
    lookUp: async (query) => (await ours.search(query, limit)).results.length,
    alternatives: {
      ilike: (query) => iLikeScan(compared.store, query),
      tsquery: (query) => byFullText(compared.store, query),
    },
    async close() {
      await close();
      await compared.close();
      await database.drop();
    },
  };
}

async function iLikeScan(store: Store, query: string): Promise<unknown> {
  const words = wordsIn(query);
  if (words.length === 0) return [];
  const conditions = words.map((word) => sql`words ilike ${`%${word}%`}`);
  return sql`select account_id from account_words
    where ${sql.join(conditions, sql` and `)} limit ${limit}`.execute(store);
}

async function byFullText(store: Store, query: string): Promise<unknown> {
  const words = wordsIn(query);
  if (words.length === 0) return [];
  const match = words.map((word) => `${word}:*`).join(' & ');
  return sql`select account_id from account_words
    where to_tsvector('simple', words) @@ to_tsquery('simple', ${match})
    limit ${limit}`.execute(store);
}
