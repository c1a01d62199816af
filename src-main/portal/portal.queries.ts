import type { Insertable } from 'kysely';
import type { StoredHash } from '../platform/crypto/secret-hasher.ts';
import type { PortalCodeTable } from '../platform/database/schema/portal-tables.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import type { CodeKind } from './portal-codes.ts';

/** An account as far as the Portal goes. */
export type PortalAccount = NonNullable<Awaited<ReturnType<typeof findAccount>>>;

/** What the Portal needs of an account; one that was removed is none. */
export function findAccount(store: Store, accountId: number) {
  return accounts(store).where('account.id', '=', accountId).executeTakeFirst();
}

/** The accounts whose folded username or Client ID this is. */
export function accountsCalled(store: Store, folded: string) {
  return accounts(store)
    .where('account.id', 'in', (eb) =>
      eb
        .selectFrom('account_identifier')
        .select('account_id')
        .where('kind', 'in', ['client_id', 'username'])
        .where('value', '=', folded),
    )
    .execute();
}

function accounts(store: Store) {
  return store
    .selectFrom('account')
    .select(['account.id', 'client_id', 'username', 'name', 'email', 'status'])
    .where('removed_at', 'is', null);
}

type NewCode = Omit<Insertable<PortalCodeTable>, 'id' | 'used_at'>;

export async function insertCode(tx: Tx, code: NewCode): Promise<void> {
  await tx
    .insertInto('portal_code')
    .values({ ...code, used_at: null })
    .execute();
}

/** Ends the codes of an account that could still be used. */
export async function endCodes(tx: Tx, accountId: number, now: number): Promise<void> {
  await tx
    .updateTable('portal_code')
    .set({ ended_at: now })
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .where('ended_at', 'is', null)
    .execute();
}

/** The code of that hash, usable or not, with its account. */
export function findCode(store: Store, codeHash: string) {
  return store
    .selectFrom('portal_code')
    .innerJoin('account', 'account.id', 'portal_code.account_id')
    .select(['portal_code.id', 'portal_code.kind', 'account_id', 'username', 'account.status'])
    .select(['issued_at', 'expires_at', 'used_at', 'ended_at'])
    .where('code_hash', '=', codeHash)
    .where('account.removed_at', 'is', null)
    .executeTakeFirst();
}

export async function noteUsed(tx: Tx, codeId: number, now: number): Promise<void> {
  await tx.updateTable('portal_code').set({ used_at: now }).where('id', '=', codeId).execute();
}

/** How many codes of a kind were asked for on an account since then, whether or not one was sent. */
export async function issuedSince(
  tx: Tx,
  accountId: number,
  kind: CodeKind,
  since: number,
): Promise<number> {
  const { issued } = await tx
    .selectFrom('portal_code')
    .select((eb) => eb.fn.countAll<number>().as('issued'))
    .where('account_id', '=', accountId)
    .where('kind', '=', kind)
    .where('issued_at', '>', since)
    .executeTakeFirstOrThrow();
  return issued;
}

export async function putPassword(
  tx: Tx,
  accountId: number,
  { hash, pepperId }: StoredHash,
  now: number,
): Promise<void> {
  const row = { hash, pepper_id: pepperId, set_at: now };
  await tx
    .insertInto('portal_password')
    .values({ ...row, account_id: accountId })
    .onConflict((oc) => oc.column('account_id').doUpdateSet(row))
    .execute();
}

export async function storedPassword(store: Store, accountId: number): Promise<StoredHash | null> {
  const row = await store
    .selectFrom('portal_password')
    .select(['hash', 'pepper_id'])
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row ? { hash: row.hash, pepperId: row.pepper_id } : null;
}
