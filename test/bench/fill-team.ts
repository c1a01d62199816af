import { sql } from 'kysely';
import pg from 'pg';
import { AccountWriter } from '#main/accounts/account-writer.ts';
import { asOwner } from '#main/platform/database/postgres/as-owner.ts';
import type { Tx } from '#main/platform/database/schema.ts';
import { fullText } from '#main/platform/database/word-index/full-text.ts';
import { blockSize } from '#main/platform/database/word-index/word-blocks.ts';
import type { TeamDatabase } from '../support/postgres/team-database.ts';
import { benchAccount } from './bench-accounts.ts';

/** One works while the other waits for the database. */
const fillers = 2;

/** Filled without their indexes, which are made afterwards as they were: sorted, not row by row. */
const unindexed = ['service', 'contact', 'account_identifier', 'word_block'];

/**
 * Writes accounts by the code that set-up uses, into the schema that the migrations make, in minutes
 * where row by row and index by index it takes a quarter of an hour at a million:
 *
 * - Several write at once, each a whole block of the word index at a time, with the ids of that block
 *   handed out together. No set of accounts is written twice, and nobody waits for anybody.
 * - The sets go by way of a small table of the session's own (the writer looks up what is there), and
 *   large tables get their indexes when they are full.
 * - Foreign keys are not checked: these accounts were made up to fit.
 */
export async function fillTeam(
  database: TeamDatabase,
  accounts: number,
  log: (line: string) => void,
): Promise<void> {
  const { name, owner } = database;
  await administer(database, [
    `alter database ${name} set session_replication_role = 'replica'`,
    // From the first id of a block on.
    `alter sequence account_id_seq restart with ${blockSize} cache ${blockSize}`,
  ]);
  const indexes = await takeOffIndexes(owner);
  let next = 1;
  const fill = () =>
    asOwner(owner, async (tx) => {
      await sql`
        create temporary table word_block (like word_block, primary key (stem, block))`.execute(tx);
      while (next <= accounts) {
        const from = next;
        const end = Math.min(from + blockSize, accounts + 1);
        next = end;
        await writeBlock(tx, from, end);
        log(`${end - 1} of ${accounts} accounts written`);
      }
      await sql`drop table pg_temp.word_block`.execute(tx);
    });
  await Promise.all(Array.from({ length: fillers }, fill));
  log(`${accounts} accounts: making their indexes`);
  await administer(database, ["set maintenance_work_mem = '512MB'", ...indexes]);
  await administer(database, [
    `alter database ${name} reset session_replication_role`,
    'alter sequence account_id_seq cache 1',
  ]);
}

/** As the administrator, and without the limits that a team's servers set themselves. */
export async function administer(
  { admin }: TeamDatabase,
  statements: readonly string[],
): Promise<void> {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

async function writeBlock(tx: Tx, from: number, end: number): Promise<void> {
  const writer = new AccountWriter(fullText);
  await writer.add(
    tx,
    Array.from({ length: end - from }, (_, place) => benchAccount(from + place)),
  );
  await sql`insert into public.word_block select * from pg_temp.word_block`.execute(tx);
  await sql`truncate pg_temp.word_block`.execute(tx);
}

/** Takes off what makes writing slow; returns the statements that make it again. */
function takeOffIndexes(owner: string): Promise<string[]> {
  return asOwner(owner, async (tx) => {
    const { rows } = await sql<{ drop: string; make: string }>`
      select case when key.conname is null
          then format('drop index %s', index.indexrelid::regclass)
          else format('alter table %s drop constraint %I', index.indrelid::regclass, key.conname)
          end as drop,
        case when key.conname is null
          then pg_get_indexdef(index.indexrelid)
          else format('alter table %s add constraint %I %s', index.indrelid::regclass, key.conname,
            pg_get_constraintdef(key.oid))
          end as make
      from pg_index as index
      left join pg_constraint as key on key.conindid = index.indexrelid and key.contype in ('p', 'u')
      where index.indrelid::regclass::text in (${sql.join(unindexed)})
        -- What another table refers to.
        and not exists (select 1 from pg_constraint as referring
          where referring.conindid = index.indexrelid and referring.contype = 'f')`.execute(tx);
    for (const { drop } of rows) await sql.raw(drop).execute(tx);
    return rows.map(({ make }) => make);
  });
}
