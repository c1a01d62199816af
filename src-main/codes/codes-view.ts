import type { CodesView } from '#shared/contract/codes.contract.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';
import { healthOf } from './code-standing.ts';
import * as queries from './codes.queries.ts';

/** Tells two editors of an account apart; each refuses `conflict` for another version than today's. */
export interface AccountVersions {
  assert(store: Store, accountId: number, version: number): Promise<void>;
  /** Counts it on. */
  count(tx: Tx, accountId: number, version: number): Promise<void>;
}

/** The codes of an account as they stand. Refuses `not_found`. */
export async function codesViewOf(store: Store, accountId: number): Promise<CodesView> {
  const account = await queries.findAccount(store, accountId);
  if (!account) throw new Refusal('not_found', 'There is no such account.');
  const rows = await queries.codesOf(store, accountId);
  const health = (contactId: number | null) => {
    const row = rows.find(({ contact_id }) => contact_id === contactId);
    return row ? healthOf(row) : null;
  };
  const contacts = await queries.contactsOf(store, accountId);
  return {
    accountId,
    version: account.version,
    main: health(null),
    contacts: contacts.map(({ id, name, kind, viewing_access }) => ({
      contactId: id,
      name,
      kind,
      viewingAccess: viewing_access === 1,
      own: health(id),
    })),
  };
}

/** Refuses `not_found` unless it is a code that this account can have. */
export async function assertHolder(
  store: Store,
  { accountId, contactId }: queries.Holder,
): Promise<void> {
  if (contactId === null) return;
  const contacts = await queries.contactsOf(store, accountId);
  if (!contacts.some(({ id }) => id === contactId))
    throw new Refusal('not_found', 'This contact is not on the account.');
}
