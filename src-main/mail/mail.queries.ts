import type { Insertable, Selectable } from 'kysely';
import { insertInOrder } from '../platform/database/many-rows.ts';
import type {
  MailMessageTable,
  MailSettingsTable,
} from '../platform/database/schema/portal-tables.ts';
import type { Store, Tx } from '../platform/database/schema.ts';

export type MailRow = Selectable<MailMessageTable>;
export type SettingsRow = Selectable<MailSettingsTable>;

/** What stands where a mail's words were, once nobody needs them. */
const noWords = Buffer.alloc(0);

export function findSettings(store: Store): Promise<SettingsRow | undefined> {
  return store.selectFrom('mail_settings').selectAll().where('id', '=', 1).executeTakeFirst();
}

export async function putSettings(tx: Tx, row: Omit<SettingsRow, 'id'>): Promise<void> {
  await tx
    .insertInto('mail_settings')
    .values({ ...row, id: 1 })
    .onConflict((oc) => oc.column('id').doUpdateSet(row))
    .execute();
}

export function findMail(store: Store, mailId: number): Promise<MailRow | undefined> {
  return store.selectFrom('mail_message').selectAll().where('id', '=', mailId).executeTakeFirst();
}

/** A page of the outbox, newest first, with whose account each is about. */
export function mailsBefore(store: Store, before: number | null, limit: number) {
  return store
    .selectFrom('mail_message')
    .leftJoin('account', 'account.id', 'mail_message.account_id')
    .selectAll('mail_message')
    .select(['account.client_id', 'account.name as account_name'])
    .$if(before !== null, (query) => query.where('mail_message.id', '<', before ?? 0))
    .orderBy('mail_message.id', 'desc')
    .limit(limit)
    .execute();
}

/** Whether a mail is to be tried, or has run out, at this time. */
export async function isAnythingDue(store: Store, now: number): Promise<boolean> {
  const toTry = await waiting(store, now).select('id').limit(1).executeTakeFirst();
  return (
    toTry !== undefined ||
    (await runOut(store, now).select('id').limit(1).executeTakeFirst()) !== undefined
  );
}

/** The mails that a server is still to take, and that are to be tried at this time. */
function waiting(store: Store, now: number) {
  return store
    .selectFrom('mail_message')
    .where('state', '=', 'waiting')
    .where('next_try_at', '<=', now);
}

const unfinished = ['waiting', 'held', 'failed'] as const;

/** The mails that have run out at this time and were not ended yet. */
function runOut(store: Store, now: number) {
  return store
    .selectFrom('mail_message')
    .where('state', 'in', unfinished)
    .where('expires_at', '<=', now);
}

/** The same, at most so many. */
export function mailsRunOut(tx: Tx, now: number, limit: number): Promise<MailRow[]> {
  return runOut(tx, now).selectAll().orderBy('id').limit(limit).execute();
}

/** The mails that bring codes for an account and that no server has taken yet. */
export function codesOnTheWay(tx: Tx, accountId: number): Promise<MailRow[]> {
  return (
    tx
      .selectFrom('mail_message')
      .selectAll()
      .where('state', 'in', unfinished)
      .where('account_id', '=', accountId)
      .where('kind', 'in', ['set_password', 'reset'])
      // Codes run out and notices don't: so the many notices of an import are not looked at.
      .where('expires_at', 'is not', null)
      .orderBy('id')
      .execute()
  );
}

/** Notes that a mail is not worth sending any more, and forgets its words. */
export function noteExpired(tx: Tx, mailId: number): Promise<void> {
  return change(tx, mailId, { state: 'expired', sealed: noWords, next_try_at: null });
}

/** New mails without their words, which are sealed for the ids that they get; ids in the order of the rows. */
export function insertMails(tx: Tx, rows: readonly NewMailRow[]): Promise<number[]> {
  return insertInOrder(rows, (some) =>
    tx
      .insertInto('mail_message')
      .values(some.map((row) => ({ ...row, sealed: noWords, seal_key_id: '' })))
      .returning('id')
      .execute(),
  );
}

type NewMailRow = Omit<Insertable<MailMessageTable>, 'id' | 'sealed' | 'seal_key_id'>;

/**
 * The mail to try now. One that runs out, a code, goes before those that don't, of which an import may
 * queue a million; of codes fresh ones go before those that have failed, for they are waited for.
 */
export async function nextDue(tx: Tx, now: number): Promise<MailRow | undefined> {
  const due = waiting(tx, now).selectAll().limit(1);
  return (
    (await due
      .where('expires_at', 'is not', null)
      .orderBy('tries')
      .orderBy('id')
      .executeTakeFirst()) ?? (await due.orderBy('next_try_at').executeTakeFirst())
  );
}

type Changed = Partial<
  Pick<
    MailRow,
    'state' | 'sealed' | 'seal_key_id' | 'tries' | 'next_try_at' | 'sent_at' | 'last_error'
  >
>;

export async function change(tx: Tx, mailId: number, changed: Changed): Promise<void> {
  await tx.updateTable('mail_message').set(changed).where('id', '=', mailId).execute();
}

/** Notes that the server has taken a mail, and forgets its words. */
export function noteSent(tx: Tx, mailId: number, now: number): Promise<void> {
  const over = { sealed: noWords, next_try_at: null, last_error: null };
  return change(tx, mailId, { state: 'sent', sent_at: now, ...over });
}

/** Has every mail that waits for its server be tried now: the server is there again. */
export async function tryAllNow(tx: Tx, now: number): Promise<void> {
  await tx
    .updateTable('mail_message')
    .set({ next_try_at: now })
    .where('state', '=', 'waiting')
    .where('last_error', 'in', ['unreachable', 'tls', 'sign_in'])
    .where('next_try_at', '>', now)
    .execute();
}

/** Lets go what was held for want of settings. */
export async function releaseHeld(tx: Tx, now: number): Promise<void> {
  await tx
    .updateTable('mail_message')
    .set({ state: 'waiting', next_try_at: now })
    .where('state', '=', 'held')
    .execute();
}
