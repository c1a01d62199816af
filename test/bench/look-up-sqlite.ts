import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { LookUp } from '#main/accounts/look-up.service.ts';
import { runWriting } from '#main/import/import-room.ts';
import type { Store } from '#main/platform/database/schema.ts';
import { openSqliteStore } from '#main/platform/database/sqlite/open.ts';
import { fullText } from '#main/platform/database/word-index/full-text.ts';
import { type BenchStore, fill, limit, wordsIn } from './look-up-store.ts';

/** A store in a folder of its own; beside it a LIKE scan, and full-text search ranked by bm25. */
export async function makeSqliteStore(
  accounts: number,
  log: (line: string) => void,
): Promise<BenchStore> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'));
  const file = join(folder, 'countersign.db');
  const key = Buffer.alloc(32, 7);
  const filling = await openSqliteStore({ file, key, create: true });
  // Room for every page a transaction touches: each is then encrypted and written once.
  await sql`pragma cache_size = -2000000`.execute(filling.store);
  await fill(filling.store, accounts, log);
  log(`${accounts} accounts: making the bm25 index to compare with`);
  await makeRankedIndex(filling.store);
  await filling.close();

  const { store, close } = await openSqliteStore({ file, key });
  const ours = new LookUp(store, fullText, runWriting);
  return {
    lookUp: async (query) => (await ours.search(query, limit)).results.length,
    alternatives: {
      like: (query) => likeScan(store, query),
      bm25: (query) => ranked(store, query),
    },
    async close() {
      await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function makeRankedIndex(store: Store): Promise<void> {
  await sql`create virtual table bench_ranked using fts5(
    words, content = 'account_words', content_rowid = 'account_id', prefix = '1 2 3'
  )`.execute(store);
  await sql`insert into bench_ranked (bench_ranked) values ('rebuild')`.execute(store);
}

async function likeScan(store: Store, query: string): Promise<unknown> {
  const words = wordsIn(query);
  if (words.length === 0) return [];
  const conditions = words.map((word) => sql`words like ${`%${word}%`}`);
  return sql`select account_id from account_words
    where ${sql.join(conditions, sql` and `)} limit ${limit}`.execute(store);
}

async function ranked(store: Store, query: string): Promise<unknown> {
  const words = wordsIn(query);
  if (words.length === 0) return [];
  const match = words.map((word) => `"${word}"*`).join(' AND ');
  return sql`select rowid from bench_ranked where bench_ranked match ${match}
    order by rank limit ${limit}`.execute(store);
}
