import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { AccountWriter } from '#main/accounts/account-writer.ts';
import { LookUp } from '#main/accounts/look-up.service.ts';
import type { Store } from '#main/platform/database/schema.ts';
import { openSqliteStore } from '#main/platform/database/sqlite/open.ts';
import { fullText } from '#main/platform/database/word-index/full-text.ts';
import { askedWords } from '#shared/rules/folding.ts';
import { benchAccount } from './bench-accounts.ts';

/** One block of the word index at a time, so that each of its sets is written once. */
const accountsAtOnce = 7_680;
const accountsInTransaction = accountsAtOnce * 26;
const limit = 30;

/** A store of so many accounts in a folder of its own, and three ways to look them up. */
export interface BenchStore {
  lookUp(query: string): Promise<unknown>;
  /** A scan with LIKE '%…%' for every word. */
  like(query: string): Promise<unknown>;
  /** SQLite's full-text search, ranked by bm25. */
  bm25(query: string): Promise<unknown>;
  close(): Promise<void>;
}

export async function makeBenchStore(
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
  const ours = new LookUp(store, fullText);
  return {
    lookUp: (query) => ours.search(query, limit),
    like: (query) => likeScan(store, query),
    bm25: (query) => ranked(store, query),
    async close() {
      await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function fill(store: Store, accounts: number, log: (line: string) => void): Promise<void> {
  const writer = new AccountWriter(fullText);
  for (let from = 1; from <= accounts; from += accountsInTransaction) {
    const to = Math.min(accounts, from + accountsInTransaction - 1);
    await store.transaction().execute(async (tx) => {
      for (let at = from; at <= to; at += accountsAtOnce) {
        const count = Math.min(accountsAtOnce, to - at + 1);
        await writer.add(
          tx,
          Array.from({ length: count }, (_, place) => benchAccount(at + place)),
        );
      }
    });
    log(`${to} of ${accounts} accounts written`);
  }
}

async function makeRankedIndex(store: Store): Promise<void> {
  await sql`create virtual table bench_ranked using fts5(
    words, content = 'account_words', content_rowid = 'account_id', prefix = '1 2 3'
  )`.execute(store);
  await sql`insert into bench_ranked (bench_ranked) values ('rebuild')`.execute(store);
}

const wordsIn = (query: string) => askedWords(query).map(([word = '']) => word);

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
