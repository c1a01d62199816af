import { type Kysely, sql } from 'kysely';
import type { FullText } from '../engine.ts';
import type { Database } from '../schema.ts';

/** Makes the full-text index: one row an account, keyed by the account's id, words only. */
export async function createFullText(db: Kysely<Database>): Promise<void> {
  await sql`
    create virtual table account_words
    using fts5(words, content = '', contentless_delete = 1, detail = none, prefix = '2 3')
  `.execute(db);
}

export const fullText: FullText = {
  async put(store, accountId, words) {
    await sql`insert or replace into account_words (rowid, words) values (${accountId}, ${words})`.execute(
      store,
    );
  },
  async find(store, words, limit) {
    const query = words.map((word) => `"${word.replaceAll('"', '""')}"*`).join(' AND ');
    const found = await sql<{ rowid: number }>`
      select rowid from account_words where account_words match ${query} limit ${limit}
    `.execute(store);
    return found.rows.map((row) => row.rowid);
  },
};
