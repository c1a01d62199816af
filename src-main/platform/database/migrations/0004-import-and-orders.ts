import { type Kysely, sql } from 'kysely';
import type { DatabaseEngine } from '../engine.ts';
import type { Database } from '../schema.ts';

/** Accounts that come from a file, codes that wait to be hashed, orders, and notices by mail. */
export async function up(db: Kysely<Database>, engine: DatabaseEngine): Promise<void> {
  await createRuns(db, engine);
  await createRows(db, engine);
  await createMappings(db, engine);
  await markWhatRunsBring(db, engine);
  await createOrders(db, engine);
  await sendNotices(db, engine);
}

async function createRuns(db: Kysely<Database>, engine: DatabaseEngine): Promise<void> {
  const { whole, text, bytes } = engine.types;
  await db.schema
    .createTable('import_run')
    .addColumn('id', whole, engine.identity)
    .addColumn('started_by', whole, (c) => c.references('staff.id'))
    .addColumn('started_at', whole, (c) => c.notNull())
    .addColumn('state', text, (c) =>
      c.notNull().check(sql`state in ('receiving', 'reading', 'ready', 'applying', 'applied',
        'undoing', 'undone', 'cancelled', 'failed')`),
    )
    .addColumn('ending', text, (c) => c.check(sql`ending in ('undone', 'cancelled', 'failed')`))
    .addColumn('bytes', whole, (c) => c.notNull())
    .addColumn('pieces', whole, (c) => c.notNull())
    .addColumn('received', whole, (c) => c.notNull().defaultTo(0))
    .addColumn('format', text, (c) => c.check(sql`format in ('csv', 'jsonl', 'xlsx')`))
    .addColumn('encoding', text)
    .addColumn('delimiter', text)
    .addColumn('sheet', text)
    .addColumn('digest', text)
    .addColumn('mapping', text)
    .addColumn('stage_at', whole, (c) => c.notNull())
    .addColumn('bytes_read', whole, (c) => c.notNull().defaultTo(0))
    .addColumn('rows_read', whole, (c) => c.notNull().defaultTo(0))
    .addColumn('rows_new', whole, (c) => c.notNull().defaultTo(0))
    .addColumn('rows_changed', whole, (c) => c.notNull().defaultTo(0))
    .addColumn('rows_same', whole, (c) => c.notNull().defaultTo(0))
    .addColumn('rows_refused', whole, (c) => c.notNull().defaultTo(0))
    .addColumn('codes', whole, (c) => c.notNull().defaultTo(0))
    .addColumn('applied_to', whole, (c) => c.notNull().defaultTo(0))
    .addColumn('confirmed_at', whole)
    .addColumn('failure', text)
    .addColumn('finished_at', whole)
    .modifyEnd(sql.raw(engine.tableEnding))
    .execute();
  await db.schema
    .createTable('import_piece')
    .addColumn('run_id', whole, (c) => c.notNull().references('import_run.id'))
    .addColumn('number', whole, (c) => c.notNull())
    .addColumn('sealed', bytes, (c) => c.notNull())
    .addColumn('seal_key_id', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('import_piece_key', ['run_id', 'number'])
    .modifyEnd(sql.raw(engine.tableEnding))
    .execute();
}

async function createRows(db: Kysely<Database>, engine: DatabaseEngine): Promise<void> {
  const { whole, text, bytes } = engine.types;
  await db.schema
    .createTable('import_row')
    .addColumn('run_id', whole, (c) => c.notNull().references('import_run.id'))
    .addColumn('number', whole, (c) => c.notNull())
    .addColumn('line', whole, (c) => c.notNull())
    .addColumn('verdict', text, (c) =>
      c.notNull().check(sql`verdict in ('new', 'changed', 'same', 'refused')`),
    )
    .addColumn('account_id', whole, (c) => c.references('account.id'))
    .addColumn('version', whole)
    .addColumn('problem', text)
    .addColumn('problem_field', text)
    .addColumn('problem_column', whole)
    .addColumn('sealed', bytes)
    .addColumn('seal_key_id', text)
    .addColumn('before_sealed', bytes)
    .addColumn('before_key_id', text)
    .addPrimaryKeyConstraint('import_row_key', ['run_id', 'number'])
    .modifyEnd(sql.raw(engine.keyOrderedTableEnding))
    .execute();
  await db.schema
    .createIndex('import_row_by_verdict')
    .on('import_row')
    .columns(['run_id', 'verdict', 'number'])
    .execute();
  await db.schema
    .createIndex('import_row_by_account')
    .on('import_row')
    .columns(['account_id', 'run_id'])
    .where(sql.ref('account_id'), 'is not', null)
    .execute();
  await db.schema
    .createTable('import_key')
    .addColumn('run_id', whole, (c) => c.notNull().references('import_run.id'))
    .addColumn('value', text, (c) => c.notNull())
    .addColumn('number', whole, (c) => c.notNull())
    .addPrimaryKeyConstraint('import_key_key', ['run_id', 'value'])
    .modifyEnd(sql.raw(engine.keyOrderedTableEnding))
    .execute();
}

async function createMappings(db: Kysely<Database>, engine: DatabaseEngine): Promise<void> {
  const { whole, text } = engine.types;
  await db.schema
    .createTable('import_mapping')
    .addColumn('id', whole, engine.identity)
    .addColumn('headings_hash', text, (c) => c.notNull().unique())
    .addColumn('mapping', text, (c) => c.notNull())
    .addColumn('confirmed_by', whole, (c) => c.references('staff.id'))
    .addColumn('confirmed_at', whole, (c) => c.notNull())
    .modifyEnd(sql.raw(engine.tableEnding))
    .execute();
}

/** The accounts a run makes, and the codes it brings, which wait under a seal to be hashed. */
async function markWhatRunsBring(db: Kysely<Database>, engine: DatabaseEngine): Promise<void> {
  const { whole, text, bytes } = engine.types;
  const code = () => db.schema.alterTable('security_code');
  await code().addColumn('sealed', bytes).execute();
  await code().addColumn('seal_key_id', text).execute();
  for (const table of ['account', 'security_code'])
    await db.schema
      .alterTable(table)
      .addColumn('import_run_id', whole, (c) => c.references('import_run.id'))
      .execute();
  await db.schema
    .createIndex('security_code_waiting')
    .on('security_code')
    .columns(['import_run_id', 'id'])
    .where(sql.ref('sealed'), 'is not', null)
    .execute();
}

async function createOrders(db: Kysely<Database>, engine: DatabaseEngine): Promise<void> {
  const { whole, text } = engine.types;
  await db.schema
    .createTable('new_order')
    .addColumn('id', whole, engine.identity)
    .addColumn('account_id', whole, (c) => c.notNull().references('account.id'))
    .addColumn('verification_id', whole, (c) => c.references('verification.id'))
    .addColumn('agent_id', whole, (c) => c.notNull().references('staff.id'))
    .addColumn('channel', text, (c) => c.check(sql`channel in ('phone', 'chat')`))
    .addColumn('words', text, (c) => c.notNull())
    .addColumn('new_customer', whole, (c) => c.notNull().check(sql`new_customer in (0, 1)`))
    .addColumn('noted_at', whole, (c) => c.notNull())
    .addColumn('once', text, (c) => c.notNull().unique())
    .modifyEnd(sql.raw(engine.tableEnding))
    .execute();
  await db.schema
    .createIndex('new_order_by_account_id')
    .on('new_order')
    .columns(['account_id'])
    .execute();
}

/**
 * Has letters be notices too: the table is made anew, for SQLite alters no check of a column. Mails
 * keep their ids, and none is ever given twice.
 */
async function sendNotices(db: Kysely<Database>, engine: DatabaseEngine): Promise<void> {
  const { whole, text, bytes } = engine.types;
  const last = await engine.lastNumbers(db);
  await db.schema.alterTable('mail_message').renameTo('mail_message_before').execute();
  await db.schema
    .createTable('mail_message')
    .addColumn('id', whole, engine.identity)
    .addColumn('account_id', whole, (c) => c.references('account.id'))
    .addColumn('contact_id', whole, (c) => c.references('contact.id'))
    .addColumn('kind', text, (c) =>
      c.notNull().check(sql`kind in ('sign_in', 'set_password', 'reset', 'test', 'notice')`),
    )
    .addColumn('sealed', bytes, (c) => c.notNull())
    .addColumn('seal_key_id', text, (c) => c.notNull())
    .addColumn('queued_at', whole, (c) => c.notNull())
    .addColumn('expires_at', whole)
    .addColumn('state', text, (c) =>
      c.notNull().check(sql`state in ('waiting', 'held', 'sent', 'failed', 'expired')`),
    )
    .addColumn('tries', whole, (c) => c.notNull().defaultTo(0))
    .addColumn('next_try_at', whole)
    .addColumn('sent_at', whole)
    .addColumn('last_error', text, (c) =>
      c.check(sql`last_error in ('refused', 'unreachable', 'tls', 'sign_in', 'other')`),
    )
    .modifyEnd(sql.raw(engine.tableEnding))
    .execute();
  await sql`
    insert into mail_message (id, account_id, contact_id, kind, sealed, seal_key_id, queued_at,
      expires_at, state, tries, next_try_at, sent_at, last_error)
    select id, account_id, contact_id, kind, sealed, seal_key_id, queued_at,
      expires_at, state, tries, next_try_at, sent_at, last_error
    from mail_message_before order by id`.execute(db);
  await db.schema.dropTable('mail_message_before').execute();
  await engine.goOnAfter(db, last);
  await db.schema
    .createIndex('mail_message_by_state_next_try_at')
    .on('mail_message')
    .columns(['state', 'next_try_at'])
    .execute();
}
