import type { AccountStatus } from '#shared/contract/fields.ts';
import type { EditFields } from '#shared/rules/account-fields.ts';
import type { Tx } from '../platform/database/schema.ts';
import type { AccountRow } from './accounts.queries.ts';

/** An account's fields as they are typed: what is not given is empty. */
export function fieldsOf(row: AccountRow): EditFields {
  const { name, email, country, username } = row;
  return {
    ...{ name, email, country, username },
    company: row.company ?? '',
    phone: row.phone ?? '',
    address1: row.address1 ?? '',
    address2: row.address2 ?? '',
    postalCode: row.postal_code ?? '',
    city: row.city ?? '',
    region: row.region ?? '',
  };
}

/** Writes an account's fields over. */
export async function putFields(tx: Tx, accountId: number, fields: EditFields): Promise<void> {
  const { name, email, country, username } = fields;
  await tx
    .updateTable('account')
    .set({
      ...{ name, email, country, username },
      company: fields.company || null,
      phone: fields.phone || null,
      address1: fields.address1 || null,
      address2: fields.address2 || null,
      postal_code: fields.postalCode || null,
      city: fields.city || null,
      region: fields.region || null,
    })
    .where('id', '=', accountId)
    .execute();
}

/**
 * Has the owner, where they have the account's own e-mail or phone number on file, have the new one:
 * a number that is the client's no more would else go on being called back. True when they had.
 */
export async function followByOwner(
  tx: Tx,
  accountId: number,
  before: EditFields,
  after: EditFields,
): Promise<boolean> {
  let followed = false;
  for (const field of ['email', 'phone'] as const) {
    if (before[field] === '' || before[field] === after[field]) continue;
    const { numUpdatedRows } = await tx
      .updateTable('contact')
      .set({ [field]: after[field] || null })
      .where('account_id', '=', accountId)
      .where('kind', '=', 'owner')
      .where(field, '=', before[field])
      .executeTakeFirstOrThrow();
    followed ||= numUpdatedRows > 0n;
  }
  return followed;
}

export async function putStatus(tx: Tx, accountId: number, status: AccountStatus): Promise<void> {
  await tx.updateTable('account').set({ status }).where('id', '=', accountId).execute();
}
