import type { SignedIn } from '../platform/call.ts';
import type { Tx } from '../platform/database/schema.ts';
import { type AccountRow, type ContactRow, contactsOf } from './accounts.queries.ts';
import { isRecorded, type RecordedChange } from './contacts.queries.ts';

/** By what the same change, sent a second time, is known, and how it is answered then. */
export interface SentAgain<Outcome>
  extends Pick<RecordedChange, 'action' | 'contactId' | 'details'> {
  /** Whether the account is as this change left it, as far as the log does not say. */
  readonly isSo: (account: AccountRow, contacts: readonly ContactRow[]) => boolean;
  readonly outcome: Outcome;
}

/** A browser sends a POST again by itself within this time, if ever (milliseconds). */
const sentAgainWithin = 60_000;

/**
 * Whether a change of an account in that version was made within the last minute, by this colleague,
 * as the last one of the account: whoever asks for it again learns nothing that they did not do.
 */
export async function isSentAgain(
  tx: Tx,
  { staffId }: SignedIn,
  account: AccountRow,
  version: number,
  { action, contactId, details, isSo }: SentAgain<unknown>,
  now: number,
): Promise<boolean> {
  if (account.version !== version + 1) return false;
  const known = { ...details, version: account.version };
  const change = { staffId, action, accountId: account.id, contactId, details: known };
  if (!(await isRecorded(tx, change, now - sentAgainWithin))) return false;
  return isSo(account, await contactsOf(tx, account.id));
}
