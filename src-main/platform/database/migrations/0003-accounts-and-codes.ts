import { type Kysely, sql } from 'kysely';
import type { DatabaseEngine } from '../engine.ts';
import type { Database } from '../schema.ts';

/**
 * Accounts that are edited, codes that are replaced, one way to a second person's approval, and
 * Portal passwords with the mail that brings their codes.
 */
export async function up(db: Kysely<Database>, engine: DatabaseEngine): Promise<void> {
  await growAccounts(db, engine);
  await growCodes(db, engine);
  await replaceEnableRequests(db, engine);
  await createPortal(db, engine);
  await createMail(db, engine);
  await db.schema
    .createTable('lease')
    .addColumn('name', engine.types.text, (c) => c.primaryKey())
    .addColumn('holder', engine.types.text, (c) => c.notNull())
    .addColumn('until', engine.types.whole, (c) => c.notNull())
    .modifyEnd(sql.raw(engine.tableEnding))
    .execute();
  await addRequests(db);
}

async function growAccounts(db: Kysely<Database>, engine: DatabaseEngine): Promise<void> {
  const { whole, text } = engine.types;
  const account = () => db.schema.alterTable('account');
  await account()
    .addColumn('version', whole, (c) => c.notNull().defaultTo(1))
    .execute();
  for (const column of ['address1', 'address2', 'city', 'region', 'postal_code'])
    await account().addColumn(column, text).execute();
  await account()
    .addColumn('created_by', whole, (c) => c.references('staff.id'))
    .execute();
  await account().addColumn('removed_at', whole).execute();
  await db.schema.alterTable('contact').addColumn('removed_at', whole).execute();
}

async function growCodes(db: Kysely<Database>, engine: DatabaseEngine): Promise<void> {
  const { whole, text } = engine.types;
  const code = () => db.schema.alterTable('security_code');
  await code().addColumn('must_change_at', whole).execute();
  await code().addColumn('must_change_used_at', whole).execute();
  await code()
    .addColumn('weak', whole, (c) => c.notNull().defaultTo(0).check(sql`weak in (0, 1)`))
    .execute();
  await code().addColumn('disabled_at', whole).execute();
  await code()
    .addColumn('set_how', text, (c) =>
      c.notNull().defaultTo('typed').check(sql`set_how in ('typed', 'generated', 'imported')`),
    )
    .execute();
  await code()
    .addColumn('set_by', whole, (c) => c.references('staff.id'))
    .execute();
  await db.schema
    .createTable('past_code')
    .addColumn('id', whole, engine.identity)
    .addColumn('account_id', whole, (c) => c.notNull().references('account.id'))
    .addColumn('contact_id', whole, (c) => c.references('contact.id'))
    .addColumn('hash', text, (c) => c.notNull())
    .addColumn('pepper_id', text, (c) => c.notNull())
    .addColumn('replaced_at', whole, (c) => c.notNull())
    .modifyEnd(sql.raw(engine.tableEnding))
    .execute();
  await index(db, 'past_code', ['account_id']);
}

/** Requests to enable a code become approvals; ids stay, and none is ever given twice. */
async function replaceEnableRequests(db: Kysely<Database>, engine: DatabaseEngine): Promise<void> {
  const { whole, text } = engine.types;
  const last = new Map(await engine.lastNumbers(db));
  await db.schema
    .createTable('approval')
    .addColumn('id', whole, engine.identity)
    .addColumn('verification_id', whole, (c) => c.notNull().references('verification.id'))
    .addColumn('account_id', whole, (c) => c.notNull().references('account.id'))
    .addColumn('contact_id', whole, (c) => c.notNull().references('contact.id'))
    .addColumn('request_id', text, (c) => c.references('request.id'))
    .addColumn('requested_by', whole, (c) => c.notNull().references('staff.id'))
    .addColumn('requested_at', whole, (c) => c.notNull())
    .addColumn('called_back', text, (c) =>
      c.notNull().check(sql`called_back in ('account', 'contact')`),
    )
    .addColumn('decided_by', whole, (c) => c.references('staff.id'))
    .addColumn('decided_at', whole)
    .addColumn('decision', text, (c) => c.check(sql`decision in ('approve', 'refuse')`))
    .modifyEnd(sql.raw(engine.tableEnding))
    .execute();
  await sql`
    insert into approval (id, verification_id, account_id, contact_id, requested_by, requested_at,
      called_back, decided_by, decided_at, decision)
    select id, verification_id, account_id, contact_id, requested_by, requested_at,
      called_back, decided_by, decided_at,
      case decision when 'enable' then 'approve' else decision end
    from enable_request order by id`.execute(db);
  await db.schema.dropTable('enable_request').execute();
  last.set('approval', last.get('enable_request') ?? 0);
  last.delete('enable_request');
  await engine.goOnAfter(db, last);
  for (const column of ['decided_at', 'contact_id', 'verification_id'])
    await index(db, 'approval', [column]);
}

async function createPortal(db: Kysely<Database>, engine: DatabaseEngine): Promise<void> {
  const { whole, text } = engine.types;
  await db.schema
    .createTable('portal_password')
    .addColumn('account_id', whole, (c) => c.primaryKey().references('account.id'))
    .addColumn('hash', text, (c) => c.notNull())
    .addColumn('pepper_id', text, (c) => c.notNull())
    .addColumn('set_at', whole, (c) => c.notNull())
    .modifyEnd(sql.raw(engine.tableEnding))
    .execute();
  await db.schema
    .createTable('portal_code')
    .addColumn('id', whole, engine.identity)
    .addColumn('account_id', whole, (c) => c.notNull().references('account.id'))
    .addColumn('kind', text, (c) => c.notNull().check(sql`kind in ('set_password', 'reset')`))
    .addColumn('code_hash', text, (c) => c.notNull().unique())
    .addColumn('pepper_id', text, (c) => c.notNull())
    .addColumn('issued_at', whole, (c) => c.notNull())
    .addColumn('expires_at', whole, (c) => c.notNull())
    .addColumn('used_at', whole)
    .addColumn('ended_at', whole)
    .addColumn('issued_by', whole, (c) => c.references('staff.id'))
    .addColumn('verification_id', whole, (c) => c.references('verification.id'))
    .modifyEnd(sql.raw(engine.tableEnding))
    .execute();
  await index(db, 'portal_code', ['account_id', 'kind']);
}

async function createMail(db: Kysely<Database>, engine: DatabaseEngine): Promise<void> {
  const { whole, text, bytes } = engine.types;
  await db.schema
    .createTable('mail_message')
    .addColumn('id', whole, engine.identity)
    .addColumn('account_id', whole, (c) => c.references('account.id'))
    .addColumn('contact_id', whole, (c) => c.references('contact.id'))
    .addColumn('kind', text, (c) =>
      c.notNull().check(sql`kind in ('sign_in', 'set_password', 'reset', 'test')`),
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
  await index(db, 'mail_message', ['state', 'next_try_at']);
  await db.schema
    .createTable('mail_settings')
    .addColumn('id', whole, (c) => c.primaryKey().check(sql`id = 1`))
    .addColumn('host', text, (c) => c.notNull())
    .addColumn('port', whole, (c) => c.notNull())
    .addColumn('security', text, (c) => c.notNull().check(sql`security in ('tls', 'starttls')`))
    .addColumn('username', text)
    .addColumn('sealed_password', bytes)
    .addColumn('seal_key_id', text)
    .addColumn('from_address', text, (c) => c.notNull())
    .addColumn('from_name', text, (c) => c.notNull())
    .addColumn('portal_address', text, (c) => c.notNull())
    .addColumn('version', whole, (c) => c.notNull())
    .addColumn('changed_at', whole, (c) => c.notNull())
    .addColumn('changed_by', whole, (c) => c.notNull().references('staff.id'))
    .modifyEnd(sql.raw(engine.tableEnding))
    .execute();
}

/** What the edits of this version are asked for as. A new store gets them with its catalogue. */
const newRequests = [
  ['change-account-details', 'Change names, company or address', 2, 'billing', 0],
  ['change-phone-on-file', 'Change the phone number on file', 3, 'security', 1],
  ['change-username', 'Change the username', 3, 'security', 1],
  ['change-viewing-access', 'Give or take viewing access to the main code', 3, 'owner', 0],
  ['suspend-account', 'Suspend the account or take it up again', 3, 'owner', 1],
  ['close-account', 'Close the account', 3, 'owner', 1],
] as const;

/** Adds them after what supervisors have made of the catalogue, and touches none of that. */
async function addRequests(db: Kysely<Database>): Promise<void> {
  const { last } = await db
    .selectFrom('request')
    .select((eb) => eb.fn.max<number | null>('position').as('last'))
    .executeTakeFirstOrThrow();
  if (last === null) return;
  await db
    .insertInto('request')
    .values(
      newRequests.map(([id, label, tier, permission, needs_approval], place) => ({
        ...{ id, label, tier, permission, needs_approval },
        position: last + 1 + place,
      })),
    )
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

async function index(db: Kysely<Database>, table: string, columns: string[]) {
  await db.schema
    .createIndex(`${table}_by_${columns.join('_')}`)
    .on(table)
    .columns(columns)
    .execute();
}
