import type { Permission } from '#shared/contract/fields.ts';
import { inParts, insertInOrder } from '../platform/database/many-rows.ts';
import type { Tx } from '../platform/database/schema.ts';
import type { Identifier } from './account-words.ts';
import type { AddedAccount, NewAccount, NewContact } from './new-account.ts';

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
const flag = (value: boolean): 0 | 1 => (value ? 1 : 0);

/** Inserts accounts with their services and contacts; returns ids in the order given. */
export async function insertAccounts(
  tx: Tx,
  accounts: readonly (NewAccount & { readonly codeSalt: Uint8Array })[],
): Promise<readonly AddedAccount[]> {
  const accountIds = await insertInOrder(accounts, (some) =>
    tx
      .insertInto('account')
      .values(
        some.map((account) => ({
          client_id: account.clientId,
          username: account.username,
          name: account.name,
          company: account.company,
          email: account.email,
          phone: account.phone,
          country: account.country,
          status: account.status,
          created_at: account.createdAt,
          code_salt: account.codeSalt,
          address1: account.address?.address1 ?? null,
          address2: account.address?.address2 ?? null,
          city: account.address?.city ?? null,
          region: account.address?.region ?? null,
          postal_code: account.address?.postalCode ?? null,
          created_by: account.createdBy ?? null,
          import_run_id: account.importRunId ?? null,
        })),
      )
      .returning('id')
      .execute(),
  );
  const accountIdAt = (place: number) => accountIds[place] ?? 0;
  await insertInOrder(
    accounts.flatMap(({ services }, place) => services.map((service) => ({ service, place }))),
    (some) =>
      tx
        .insertInto('service')
        .values(some.map(({ service, place }) => ({ account_id: accountIdAt(place), ...service })))
        .returning('id')
        .execute(),
  );
  const contacts = accounts.flatMap((account, place) =>
    account.contacts.map((contact) => ({ contact, place })),
  );
  const contactIds = await insertInOrder(contacts, (some) =>
    tx
      .insertInto('contact')
      .values(some.map(({ contact, place }) => contactRow(accountIdAt(place), contact)))
      .returning('id')
      .execute(),
  );
  const added = accountIds.map((accountId) => ({ accountId, contactIds: [] as number[] }));
  for (const [at, { place }] of contacts.entries())
    added[place]?.contactIds.push(contactIds[at] ?? 0);
  return added;
}

/** A contact as it is stored, but for the id. */
export function contactRow(accountId: number, contact: NewContact) {
  return {
    account_id: accountId,
    kind: contact.kind,
    name: contact.name,
    email: contact.email,
    phone: contact.phone,
    ...permissionFlags(contact.permissions),
    viewing_access: flag(contact.viewingAccess),
  };
}

/** Permissions as they are stored. */
export function permissionFlags(permissions: readonly Permission[]) {
  return {
    may_billing: flag(permissions.includes('billing')),
    may_technical: flag(permissions.includes('technical')),
    may_security: flag(permissions.includes('security')),
    may_owner: flag(permissions.includes('owner')),
  };
}

/** Inserts what accounts and contacts are looked up by. */
export async function insertIdentifiers(
  tx: Tx,
  identifiers: readonly (Identifier & { readonly accountId: number })[],
): Promise<void> {
  // In the order of their key, so that rows written together lie together.
  const inOrder = identifiers.toSorted(
    (one, other) => compare(one.kind, other.kind) || compare(one.value, other.value),
  );
  for (const some of inParts(inOrder))
    await tx
      .insertInto('account_identifier')
      .values(
        some.map(({ kind, value, accountId, contactId }) => ({
          kind,
          value,
          account_id: accountId,
          contact_id: contactId,
        })),
      )
      .execute();
}

/** Has nothing look an account up by what it was called. */
export async function deleteIdentifiers(tx: Tx, accountId: number): Promise<void> {
  await tx.deleteFrom('account_identifier').where('account_id', '=', accountId).execute();
}

/** Deletes an account's codes and those that were replaced. */
export async function deleteCodes(tx: Tx, accountId: number): Promise<void> {
  for (const table of ['security_code', 'past_code'] as const)
    await tx.deleteFrom(table).where('account_id', '=', accountId).execute();
}

/** Takes what is personal, and every right, from all contacts of an account. */
export async function emptyContacts(tx: Tx, accountId: number, now: number): Promise<void> {
  await tx
    .updateTable('contact')
    .set({ name: '', email: null, phone: null, removed_at: now, ...noRights })
    .where('account_id', '=', accountId)
    .where('removed_at', 'is', null)
    .execute();
}

const noRights = {
  kind: 'authorized',
  may_billing: 0,
  may_technical: 0,
  may_security: 0,
  may_owner: 0,
  viewing_access: 0,
} as const;

/** Takes what is personal from an account and its services. What stands for its names is nobody's. */
export async function emptyAccount(tx: Tx, accountId: number, now: number): Promise<void> {
  await tx
    .updateTable('service')
    .set({ name: '', domain: null })
    .where('account_id', '=', accountId)
    .execute();
  const noAddress = { address1: null, address2: null, city: null, region: null, postal_code: null };
  await tx
    .updateTable('account')
    .set((eb) => ({
      // No account can be given such a name: it has a colon.
      client_id: `removed:${accountId}`,
      username: `removed:${accountId}`,
      ...{ name: '', company: null, email: '', phone: null, ...noAddress },
      status: 'closed',
      version: eb('version', '+', 1),
      removed_at: now,
    }))
    .where('id', '=', accountId)
    .execute();
}
