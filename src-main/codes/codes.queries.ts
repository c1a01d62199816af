import type { Selectable } from 'kysely';
import type { StoredHash } from '../platform/crypto/secret-hasher.ts';
import type { SecurityCodeTable } from '../platform/database/schema/code-tables.ts';
import type { Store, Tx } from '../platform/database/schema.ts';

export type CodeRow = Selectable<SecurityCodeTable>;

/** How many replaced codes of one holder can't come back. */
const pastCodesKept = 5;

/** Whose code: a contact's own, or (null) the account's main code. */
export interface Holder {
  readonly accountId: number;
  readonly contactId: number | null;
}

/** The account's version, salt, and standing; undefined: there is none. */
export function findAccount(store: Store, accountId: number) {
  return store
    .selectFrom('account')
    .select(['version', 'code_salt'])
    .where('id', '=', accountId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
}

/** Every code of the account. */
export function codesOf(store: Store, accountId: number): Promise<CodeRow[]> {
  return store
    .selectFrom('security_code')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('id')
    .execute();
}

/** A holder's code, if there is one. */
export async function codeOf(
  store: Store,
  { accountId, contactId }: Holder,
): Promise<CodeRow | undefined> {
  const rows = await codesOf(store, accountId);
  return rows.find(({ contact_id }) => contact_id === contactId);
}

/** What was replaced on the account and can't come back, anybody's. */
export async function pastHashesOf(store: Store, accountId: number): Promise<StoredHash[]> {
  const rows = await store
    .selectFrom('past_code')
    .select(['hash', 'pepper_id'])
    .where('account_id', '=', accountId)
    .execute();
  return rows.map(({ hash, pepper_id }) => ({ hash, pepperId: pepper_id }));
}

/** The account's contacts, the owner first, then by name. */
export async function contactsOf(store: Store, accountId: number) {
  const rows = await store
    .selectFrom('contact')
    .select(['id', 'name', 'kind', 'viewing_access'])
    .where('account_id', '=', accountId)
    .where('removed_at', 'is', null)
    .execute();
  return rows.toSorted(
    (one, other) =>
      Number(other.kind === 'owner') - Number(one.kind === 'owner') ||
      one.name.localeCompare(other.name, 'en') ||
      one.id - other.id,
  );
}

/** A code that goes has to be hashed first: what is kept of it is a hash. */
export class StillWaiting extends Error {
  constructor() {
    super('A code is to be kept that waits to be hashed');
    this.name = 'StillWaiting';
  }
}

/** Keeps a code that goes among the last five of its holder. Throws `StillWaiting`. */
export async function keepPast(tx: Tx, row: CodeRow, now: number): Promise<void> {
  if (row.sealed !== null) throw new StillWaiting();
  const { account_id, contact_id, hash, pepper_id } = row;
  await tx
    .insertInto('past_code')
    .values({ account_id, contact_id, hash, pepper_id, replaced_at: now })
    .execute();
  const newest = await tx
    .selectFrom('past_code')
    .select('id')
    .where('account_id', '=', account_id)
    .where('contact_id', contact_id === null ? 'is' : '=', contact_id)
    .orderBy('id', 'desc')
    .execute();
  const dropped = newest.slice(pastCodesKept).map(({ id }) => id);
  if (dropped.length > 0) await tx.deleteFrom('past_code').where('id', 'in', dropped).execute();
}

interface NewCode extends StoredHash {
  readonly strength: 'standard' | 'strong';
  readonly how: 'typed' | 'generated';
  readonly by: number;
  readonly mustChange: boolean;
  /** It stands in a chat's transcript from the beginning. */
  readonly exposed: boolean;
  readonly now: number;
}

/** Puts a code in place of the holder's, or where there was none. */
export async function putCode(
  tx: Tx,
  { accountId, contactId }: Holder,
  replaced: CodeRow | undefined,
  code: NewCode,
): Promise<void> {
  const values = {
    hash: code.hash,
    pepper_id: code.pepperId,
    strength: code.strength,
    from_old_code: 0 as const,
    exposed_at: code.exposed ? code.now : null,
    set_at: code.now,
    must_change_at: code.mustChange ? code.now : null,
    must_change_used_at: null,
    weak: 0 as const,
    disabled_at: null,
    set_how: code.how,
    set_by: code.by,
    ...{ sealed: null, seal_key_id: null, import_run_id: null },
  };
  if (replaced)
    await tx.updateTable('security_code').set(values).where('id', '=', replaced.id).execute();
  else
    await tx
      .insertInto('security_code')
      .values({ account_id: accountId, contact_id: contactId, ...values })
      .execute();
}

/** Deletes a contact's own code and all that it replaced. */
export async function deleteAllOf(tx: Tx, accountId: number, contactId: number): Promise<void> {
  for (const table of ['security_code', 'past_code'] as const)
    await tx
      .deleteFrom(table)
      .where('account_id', '=', accountId)
      .where('contact_id', '=', contactId)
      .execute();
}

/** A code, while it is there. */
export function findCode(store: Store, codeId: number): Promise<CodeRow | undefined> {
  return store.selectFrom('security_code').selectAll().where('id', '=', codeId).executeTakeFirst();
}

/** Stores the hash of a code that is hashed already. */
export async function putHash(
  tx: Tx,
  codeId: number,
  { hash, pepperId }: StoredHash,
): Promise<void> {
  await tx
    .updateTable('security_code')
    .set({ hash, pepper_id: pepperId })
    .where('id', '=', codeId)
    .execute();
}

export async function deleteCode(tx: Tx, codeId: number): Promise<void> {
  await tx.deleteFrom('security_code').where('id', '=', codeId).execute();
}

/** Changes what is known of a code, never the code. */
export async function flag(
  tx: Tx,
  codeId: number,
  flags: Partial<Pick<CodeRow, 'disabled_at' | 'must_change_at' | 'must_change_used_at' | 'weak'>>,
): Promise<void> {
  await tx.updateTable('security_code').set(flags).where('id', '=', codeId).execute();
}

export async function setViewingAccess(tx: Tx, contactId: number, may: boolean): Promise<void> {
  await tx
    .updateTable('contact')
    .set({ viewing_access: may ? 1 : 0 })
    .where('id', '=', contactId)
    .execute();
}
