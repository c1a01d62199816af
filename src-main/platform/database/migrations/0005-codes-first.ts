import { type Kysely, sql } from 'kysely';
import type { DatabaseEngine } from '../engine.ts';
import type { Database } from '../schema.ts';

/**
 * Mails that run out are found without looking at those that don't: an import may leave a million
 * notices waiting, and a code among them lives for ten minutes.
 */
export async function up(db: Kysely<Database>, _engine: DatabaseEngine): Promise<void> {
  await db.schema
    .createIndex('mail_message_running_out')
    .on('mail_message')
    .columns(['state', 'next_try_at'])
    .where(sql.ref('expires_at'), 'is not', null)
    .execute();
}
