import { Kysely } from 'kysely';
import pg from 'pg';
import { LookUp } from '#main/accounts/look-up.service.ts';
import { runWriting } from '#main/import/import-room.ts';
import { TeamDialect } from '#main/platform/database/postgres/dialect.ts';
import { openPools } from '#main/platform/database/postgres/pool.ts';
import type { Database } from '#main/platform/database/schema.ts';
import { fullText } from '#main/platform/database/word-index/full-text.ts';
import { KeptLog } from '../kept-log.ts';

interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/**
 * The statements of look-ups, on a bare client each: what PostgreSQL itself gives, with nothing of
 * the program before it.
 */
export async function bareLookUps(
  address: string,
  queries: readonly string[],
  limit: number,
  clients: number,
) {
  const statements = await statementsOf(address, queries, limit);
  const all = Array.from({ length: clients }, () => new pg.Client({ connectionString: address }));
  await Promise.all(all.map((client) => client.connect()));
  return {
    statements: statements.flat().length / queries.length,
    async lookUp(client: number, query: number): Promise<void> {
      for (const { sql, parameters } of statements[query % statements.length] ?? [])
        await all[client]?.query(sql, [...parameters]);
    },
    async close() {
      await Promise.all(all.map((client) => client.end()));
    },
  };
}

async function statementsOf(address: string, queries: readonly string[], limit: number) {
  const said: Statement[][] = [];
  const pools = openPools(address, 3, new KeptLog());
  const store = new Kysely<Database>({
    dialect: new TeamDialect(pools),
    log: ({ query }) => void said.at(-1)?.push(query),
  });
  const lookUp = new LookUp(store, fullText, runWriting);
  for (const query of queries) {
    said.push([]);
    await lookUp.search(query, limit);
  }
  await store.destroy();
  return said;
}
