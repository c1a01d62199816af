import type { Permission } from '#shared/contract/fields.ts';
import type { GrantedCall } from '../leave/leave.service.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import * as queries from './verification.queries.ts';
import { grantViewOf } from './verification-views.ts';

/** This agent's call as its grant stands at `now`; null when it has ended or its grant has. */
export async function grantedCall(
  store: Store,
  agentId: number,
  verificationId: number,
  now: number,
): Promise<GrantedCall | null> {
  const row = await queries.findOwn(store, verificationId, agentId);
  if (!row || row.contact_id === null || row.ended_at !== null) return null;
  const grant = grantViewOf(row, now);
  if (!grant || grant.expiresAt <= now) return null;
  const { account_id: accountId, contact_id: contactId, channel } = row;
  return { accountId, contactId, channel, lists: grant };
}

/** The permission that a request needs of whoever asks; undefined: not in the catalogue. */
export async function permissionOf(
  store: Store,
  requestId: string,
): Promise<Permission | null | undefined> {
  return (await queries.catalogue(store)).find(({ id }) => id === requestId)?.permission;
}

/** Ends what a contact (null: any caller) was granted in calls in progress: it is not so any more. */
export function endGrants(
  tx: Tx,
  accountId: number,
  contactId: number | null,
  now: number,
): Promise<void> {
  return queries.endGrantsOf(tx, accountId, contactId, now);
}

/** Ends what a contact was granted by the main code: they may not use it any more. */
export function endGrantsByMainCode(
  tx: Tx,
  accountId: number,
  contactId: number,
  now: number,
): Promise<void> {
  return queries.endGrantsByMainCode(tx, accountId, contactId, now);
}
