import { type Kysely, sql } from 'kysely';
import type { DatabaseEngine } from '../engine.ts';
import type { Database } from '../schema.ts';

/** Everything the desk needs to sign people in, look accounts up, verify callers and record it. */
export async function up(db: Kysely<Database>, engine: DatabaseEngine): Promise<void> {
  const { whole, text, bytes } = engine.types;
  const ending = sql.raw(engine.tableEnding);
  const keyOrdered = sql.raw(engine.keyOrderedTableEnding);
  const create = db.schema;

  await create
    .createTable('meta')
    .addColumn('key', text, (c) => c.primaryKey())
    .addColumn('value', text, (c) => c.notNull())
    .modifyEnd(ending)
    .execute();

  await create
    .createTable('staff')
    .addColumn('id', whole, engine.identity)
    .addColumn('username', text, (c) => c.notNull().unique())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('role', text, (c) => c.notNull().check(sql`role in ('agent', 'supervisor')`))
    .addColumn('works_on', text, (c) =>
      c.notNull().check(sql`works_on in ('phone', 'chat', 'both')`),
    )
    .addColumn('password_hash', text, (c) => c.notNull())
    .addColumn('pepper_id', text, (c) => c.notNull())
    .addColumn('active', whole, (c) => c.notNull().check(sql`active in (0, 1)`))
    .addColumn('password_change_due', whole, (c) => c.notNull())
    .addColumn('created_at', whole, (c) => c.notNull())
    .addColumn('last_sign_in_at', whole)
    .addColumn('first_password_by', whole, (c) => c.references('staff.id'))
    .addColumn('first_password_at', whole)
    .modifyEnd(ending)
    .execute();

  await create
    .createTable('session')
    .addColumn('id', whole, engine.identity)
    .addColumn('token_hash', text, (c) => c.notNull().unique())
    .addColumn('staff_id', whole, (c) => c.notNull().references('staff.id'))
    .addColumn('door', text, (c) => c.notNull())
    .addColumn('signed_in_at', whole, (c) => c.notNull())
    .addColumn('expires_at', whole, (c) => c.notNull())
    .addColumn('last_activity_at', whole, (c) => c.notNull())
    .addColumn('locked_at', whole)
    .addColumn('ended_at', whole)
    .modifyEnd(ending)
    .execute();
  await index(db, 'session', ['staff_id', 'ended_at']);

  await create
    .createTable('throttle')
    .addColumn('scope', text, (c) => c.notNull())
    .addColumn('key', text, (c) => c.notNull())
    .addColumn('charged', whole, (c) => c.notNull())
    .addColumn('forgiven', whole, (c) => c.notNull())
    .addColumn('last_charged_at', whole, (c) => c.notNull())
    .addPrimaryKeyConstraint('throttle_key', ['scope', 'key'])
    .addCheckConstraint('throttle_counts', sql`0 <= forgiven and forgiven <= charged`)
    .modifyEnd(keyOrdered)
    .execute();

  await create
    .createTable('agent_limit')
    .addColumn('staff_id', whole, (c) => c.notNull().references('staff.id'))
    .addColumn('kind', text, (c) => c.notNull().check(sql`kind in ('failures', 'accounts')`))
    .addColumn('reached_at', whole)
    .addColumn('counted_after', whole, (c) => c.notNull())
    .addPrimaryKeyConstraint('agent_limit_key', ['staff_id', 'kind'])
    .modifyEnd(keyOrdered)
    .execute();

  await create
    .createTable('account')
    .addColumn('id', whole, engine.identity)
    .addColumn('client_id', text, (c) => c.notNull().unique())
    .addColumn('username', text, (c) => c.notNull().unique())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('company', text)
    .addColumn('email', text, (c) => c.notNull())
    .addColumn('phone', text)
    .addColumn('country', text, (c) => c.notNull())
    .addColumn('status', text, (c) =>
      c.notNull().check(sql`status in ('active', 'suspended', 'closed')`),
    )
    .addColumn('created_at', whole, (c) => c.notNull())
    .addColumn('code_salt', bytes, (c) => c.notNull().check(sql`length(code_salt) = 16`))
    .modifyEnd(ending)
    .execute();

  await create
    .createTable('service')
    .addColumn('id', whole, engine.identity)
    .addColumn('account_id', whole, (c) => c.notNull().references('account.id'))
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('domain', text)
    .modifyEnd(ending)
    .execute();
  await index(db, 'service', ['account_id']);

  await create
    .createTable('contact')
    .addColumn('id', whole, engine.identity)
    .addColumn('account_id', whole, (c) => c.notNull().references('account.id'))
    .addColumn('kind', text, (c) => c.notNull().check(sql`kind in ('owner', 'authorized')`))
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('email', text)
    .addColumn('phone', text)
    .addColumn('may_billing', whole, (c) => c.notNull())
    .addColumn('may_technical', whole, (c) => c.notNull())
    .addColumn('may_security', whole, (c) => c.notNull())
    .addColumn('may_owner', whole, (c) => c.notNull())
    .addColumn('viewing_access', whole, (c) => c.notNull())
    .modifyEnd(ending)
    .execute();
  await index(db, 'contact', ['account_id']);
  await create
    .createIndex('contact_one_owner')
    .unique()
    .on('contact')
    .column('account_id')
    .where(sql.ref('kind'), '=', sql.lit('owner'))
    .execute();

  await create
    .createTable('security_code')
    .addColumn('id', whole, engine.identity)
    .addColumn('account_id', whole, (c) => c.notNull().references('account.id'))
    .addColumn('contact_id', whole, (c) => c.references('contact.id'))
    .addColumn('hash', text, (c) => c.notNull())
    .addColumn('pepper_id', text, (c) => c.notNull())
    .addColumn('strength', text, (c) => c.notNull().check(sql`strength in ('standard', 'strong')`))
    .addColumn('from_old_code', whole, (c) => c.notNull())
    .addColumn('exposed_at', whole)
    .addColumn('set_at', whole, (c) => c.notNull())
    .modifyEnd(ending)
    .execute();
  await index(db, 'security_code', ['account_id']);
  await create
    .createIndex('security_code_one_main')
    .unique()
    .on('security_code')
    .column('account_id')
    .where(sql.ref('contact_id'), 'is', null)
    .execute();
  await create
    .createIndex('security_code_one_own')
    .unique()
    .on('security_code')
    .column('contact_id')
    .where(sql.ref('contact_id'), 'is not', null)
    .execute();

  await create
    .createTable('account_identifier')
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('value', text, (c) => c.notNull())
    .addColumn('account_id', whole, (c) => c.notNull())
    .addColumn('contact_id', whole, (c) => c.notNull())
    .addPrimaryKeyConstraint('account_identifier_key', [
      'kind',
      'value',
      'account_id',
      'contact_id',
    ])
    .modifyEnd(keyOrdered)
    .execute();
  await index(db, 'account_identifier', ['account_id']);

  await create
    .createTable('account_words')
    .addColumn('account_id', whole, (c) => c.primaryKey())
    .addColumn('words', text, (c) => c.notNull())
    .modifyEnd(ending)
    .execute();
  await create
    .createTable('word_block')
    .addColumn('stem', text, (c) => c.notNull())
    .addColumn('block', whole, (c) => c.notNull())
    .addColumn('members', bytes, (c) => c.notNull())
    .addPrimaryKeyConstraint('word_block_key', ['stem', 'block'])
    .modifyEnd(keyOrdered)
    .execute();

  await create
    .createTable('account_opening')
    .addColumn('id', whole, engine.identity)
    .addColumn('staff_id', whole, (c) => c.notNull().references('staff.id'))
    .addColumn('account_id', whole, (c) => c.notNull().references('account.id'))
    .addColumn('opened_at', whole, (c) => c.notNull())
    .modifyEnd(ending)
    .execute();
  await index(db, 'account_opening', ['staff_id', 'opened_at']);

  await create
    .createTable('request')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('label', text, (c) => c.notNull())
    .addColumn('tier', whole, (c) => c.notNull().check(sql`tier between 0 and 3`))
    .addColumn('permission', text)
    .addColumn('needs_approval', whole, (c) => c.notNull())
    .addColumn('position', whole, (c) => c.notNull())
    .modifyEnd(ending)
    .execute();

  await create
    .createTable('verification')
    .addColumn('id', whole, engine.identity)
    .addColumn('account_id', whole, (c) => c.notNull().references('account.id'))
    .addColumn('contact_id', whole, (c) => c.references('contact.id'))
    .addColumn('agent_id', whole, (c) => c.notNull().references('staff.id'))
    .addColumn('channel', text, (c) => c.notNull().check(sql`channel in ('phone', 'chat')`))
    .addColumn('request_id', text, (c) => c.notNull().references('request.id'))
    .addColumn('opened_at', whole, (c) => c.notNull())
    .addColumn('ended_at', whole)
    .addColumn('attempts', whole, (c) => c.notNull().check(sql`attempts between 0 and 3`))
    .modifyEnd(ending)
    .execute();
  await index(db, 'verification', ['agent_id', 'ended_at']);
  await index(db, 'verification', ['account_id']);

  await create
    .createTable('attempt')
    .addColumn('id', whole, engine.identity)
    .addColumn('verification_id', whole, (c) => c.notNull().references('verification.id'))
    .addColumn('account_id', whole, (c) => c.notNull().references('account.id'))
    .addColumn('contact_id', whole, (c) => c.references('contact.id'))
    .addColumn('agent_id', whole, (c) => c.notNull().references('staff.id'))
    .addColumn('charge', whole, (c) => c.notNull())
    .addColumn('charged_at', whole, (c) => c.notNull())
    .addColumn('settled_at', whole)
    .addColumn('outcome', text, (c) =>
      c.notNull().check(sql`outcome in ('charged', 'verified', 'not_verified')`),
    )
    .addColumn('why', text)
    .addColumn('code_id', whole)
    .addColumn('pasted', whole, (c) => c.notNull())
    .modifyEnd(ending)
    .execute();
  await index(db, 'attempt', ['verification_id']);
  await index(db, 'attempt', ['agent_id', 'charged_at']);
  await index(db, 'attempt', ['charged_at']);

  await create
    .createTable('verification_grant')
    .addColumn('id', whole, engine.identity)
    .addColumn('verification_id', whole, (c) => c.notNull().unique().references('verification.id'))
    .addColumn('account_id', whole, (c) => c.notNull().references('account.id'))
    .addColumn('agent_id', whole, (c) => c.notNull().references('staff.id'))
    .addColumn('issued_at', whole, (c) => c.notNull())
    .addColumn('expires_at', whole, (c) => c.notNull())
    .addColumn('ended_at', whole)
    .addColumn('lists', text, (c) => c.notNull())
    .modifyEnd(ending)
    .execute();
  await index(db, 'verification_grant', ['agent_id', 'account_id', 'expires_at']);

  await create
    .createTable('enable_request')
    .addColumn('id', whole, engine.identity)
    .addColumn('verification_id', whole, (c) => c.notNull().references('verification.id'))
    .addColumn('account_id', whole, (c) => c.notNull().references('account.id'))
    .addColumn('contact_id', whole, (c) => c.notNull().references('contact.id'))
    .addColumn('requested_by', whole, (c) => c.notNull().references('staff.id'))
    .addColumn('requested_at', whole, (c) => c.notNull())
    .addColumn('called_back', text, (c) => c.notNull())
    .addColumn('decided_by', whole, (c) => c.references('staff.id'))
    .addColumn('decided_at', whole)
    .addColumn('decision', text, (c) => c.check(sql`decision in ('enable', 'refuse')`))
    .modifyEnd(ending)
    .execute();
  await index(db, 'enable_request', ['decided_at']);
  await index(db, 'enable_request', ['contact_id']);

  await create
    .createTable('alert')
    .addColumn('id', whole, engine.identity)
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('raised_at', whole, (c) => c.notNull())
    .addColumn('contacts', whole, (c) => c.notNull())
    .addColumn('acknowledged_by', whole, (c) => c.references('staff.id'))
    .addColumn('acknowledged_at', whole)
    .modifyEnd(ending)
    .execute();

  await create
    .createTable('reason')
    .addColumn('id', whole, engine.identity)
    .addColumn('text', text, (c) => c.notNull())
    .addColumn('created_at', whole, (c) => c.notNull())
    .modifyEnd(ending)
    .execute();

  await create
    .createTable('audit_log')
    .addColumn('seq', whole, (c) => c.primaryKey())
    .addColumn('at', text, (c) => c.notNull())
    .addColumn('actor_id', whole)
    .addColumn('actor_role', text, (c) => c.notNull())
    .addColumn('action', text, (c) => c.notNull())
    .addColumn('subject_staff_id', whole)
    .addColumn('account_id', whole)
    .addColumn('contact_id', whole)
    .addColumn('verification_id', whole)
    .addColumn('channel', text)
    .addColumn('outcome', text, (c) => c.notNull())
    .addColumn('policy_version', whole, (c) => c.notNull())
    .addColumn('details', text, (c) => c.notNull())
    .addColumn('previous_hash', text, (c) => c.notNull())
    .addColumn('hash', text, (c) => c.notNull())
    .modifyEnd(ending)
    .execute();
  for (const column of ['actor_id', 'subject_staff_id', 'account_id', 'action', 'outcome'] as const)
    await index(db, 'audit_log', [column, 'seq']);
  await index(db, 'audit_log', ['verification_id']);
  await index(db, 'audit_log', ['at']);

  await create
    .createTable('audit_head')
    .addColumn('id', whole, (c) => c.primaryKey().check(sql`id = 1`))
    .addColumn('seq', whole, (c) => c.notNull())
    .addColumn('hash', text, (c) => c.notNull())
    .addColumn('signature', text, (c) => c.notNull())
    .modifyEnd(ending)
    .execute();
  await db
    .insertInto('audit_head')
    .values({ id: 1, seq: 0, hash: '0'.repeat(64), signature: '' })
    .execute();

  await create
    .createTable('audit_checkpoint')
    .addColumn('seq', whole, (c) => c.primaryKey())
    .addColumn('hash', text, (c) => c.notNull())
    .addColumn('at', text, (c) => c.notNull())
    .addColumn('key_id', text, (c) => c.notNull())
    .addColumn('signature', text, (c) => c.notNull())
    .modifyEnd(ending)
    .execute();
  await engine.createAuditGuards(db);
}

async function index(db: Kysely<Database>, table: string, columns: string[]) {
  await db.schema
    .createIndex(`${table}_by_${columns.join('_')}`)
    .on(table)
    .columns(columns)
    .execute();
}
