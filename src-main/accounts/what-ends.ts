import type { AccountStatus, Permission } from '#shared/contract/fields.ts';
import type { Tx } from '../platform/database/schema.ts';

/** Ends what a contact (null: any caller) is granted in calls that go on. */
export type EndGrants = (
  tx: Tx,
  accountId: number,
  contactId: number | null,
  now: number,
) => Promise<void>;

/** Ends what a contact is granted in calls that go on where it was the main code that they said. */
export type EndGrantsByMainCode = (
  tx: Tx,
  accountId: number,
  contactId: number,
  now: number,
) => Promise<void>;

/** Has the codes end that were sent to the e-mail on file and not used yet. */
export type EndPortalCodes = (tx: Tx, accountId: number) => Promise<void>;

/**
 * What ends with an account's status (decision 0032), whoever changes it: what was granted on an open
 * account and on a closed one are not the same, and nobody sets a password of a closed one.
 */
export async function endWithStatus(
  ends: { readonly endGrants: EndGrants; readonly endPortalCodes: EndPortalCodes },
  tx: Tx,
  accountId: number,
  status: { readonly from: AccountStatus; readonly to: AccountStatus },
  now: number,
): Promise<void> {
  const { from, to } = status;
  if (from === to || (from !== 'closed' && to !== 'closed')) return;
  await ends.endGrants(tx, accountId, null, now);
  if (to === 'closed') await ends.endPortalCodes(tx, accountId);
}

/** Whether something that was permitted is not any more: a grant would say more than is so now. */
export function losesPermission(
  before: readonly Permission[],
  after: readonly Permission[],
): boolean {
  return before.some((one) => !after.includes(one));
}
