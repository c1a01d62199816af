import type { Selectable } from 'kysely';
import type { Permission } from '#shared/contract/fields.ts';
import { grantLives } from '#shared/rules/grant-rules.ts';
import { type Places, prepared } from '../platform/database/prepared.ts';
import type {
  AccountTable,
  ContactTable,
  ServiceTable,
} from '../platform/database/schema/account-tables.ts';
import type { Store } from '../platform/database/schema.ts';

export type AccountRow = Selectable<AccountTable>;
export type ServiceRow = Selectable<ServiceTable>;
export type ContactRow = Selectable<ContactTable>;
export function findAccount(store: Store, accountId: number): Promise<AccountRow | undefined> {
  return store
    .selectFrom('account')
    .selectAll()
    .where('id', '=', accountId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
}

export function servicesOf(store: Store, accountId: number): Promise<ServiceRow[]> {
  return store
    .selectFrom('service')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('id')
    .execute();
}

export function contactsOf(store: Store, accountId: number): Promise<ContactRow[]> {
  return store
    .selectFrom('contact')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute();
}

/** A contact of this account, or undefined when it is not one. */
export async function findContact(
  store: Store,
  accountId: number,
  contactId: number,
): Promise<ContactRow | undefined> {
  return (await contactOn(store, { accountId, contactId }))[0];
}

const contactOn = prepared((store, value: Places<{ accountId: number; contactId: number }>) =>
  store
    .selectFrom('contact')
    .selectAll()
    .where('id', '=', value('contactId'))
    .where('account_id', '=', value('accountId'))
    .where('removed_at', 'is', null),
);

/** Whether the colleague opened the account after that time. */
export async function wasOpened(
  store: Store,
  staffId: number,
  accountId: number,
  after: number,
): Promise<boolean> {
  const row = await store
    .selectFrom('account_opening')
    .select('id')
    .where('staff_id', '=', staffId)
    .where('opened_at', '>', after)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row !== undefined;
}

/** The verification whose grant lets this colleague see the account's personal data now. */
export async function liveGrant(
  store: Store,
  staffId: number,
  accountId: number,
  now: number,
): Promise<number | null> {
  const rows = await store
    .selectFrom('verification_grant')
    .select(['verification_id', 'issued_at'])
    .where('agent_id', '=', staffId)
    .where('account_id', '=', accountId)
    .where('expires_at', '>', now)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.find(({ issued_at }) => grantLives(issued_at, now))?.verification_id ?? null;
}

/** Whether the log says already that this verification's grant unmasked the account. */
export async function isUnmaskingLogged(store: Store, verificationId: number): Promise<boolean> {
  const row = await store
    .selectFrom('audit_log')
    .select('seq')
    .where('verification_id', '=', verificationId)
    .where('action', '=', 'account.unmasked')
    .executeTakeFirst();
  return row !== undefined;
}

/** What the contact may ask for. */
export function permissionsOf(row: ContactRow): Permission[] {
  const granted: readonly [Permission, number][] = [
    ['billing', row.may_billing],
    ['technical', row.may_technical],
    ['security', row.may_security],
    ['owner', row.may_owner],
  ];
  return granted.filter(([, may]) => may === 1).map(([permission]) => permission);
}
