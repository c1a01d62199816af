import type { Store } from '../platform/database/schema.ts';
import type { AccountRow, ContactRow, ServiceRow } from './accounts.queries.ts';

/** An account with everybody and everything on it. */
export interface WholeAccount {
  readonly account: AccountRow;
  readonly contacts: readonly ContactRow[];
  readonly services: readonly ServiceRow[];
}

/** The greatest id that an account has; 0 when there is none. */
export async function lastAccountId(store: Store): Promise<number> {
  const row = await store
    .selectFrom('account')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? 0;
}

/** How many accounts there are among those ids, the first excluded and the last included. */
export async function countAccounts(store: Store, after: number, upTo: number): Promise<number> {
  const { count } = await accountsBetween(store, after, upTo)
    .select((eb) => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The accounts with ids after one and up to another, in order, at most so many. */
export async function wholeAccounts(
  store: Store,
  after: number,
  upTo: number,
  limit: number,
): Promise<WholeAccount[]> {
  const accounts = await accountsBetween(store, after, upTo)
    .selectAll()
    .orderBy('id')
    .limit(limit)
    .execute();
  const last = accounts.at(-1)?.id ?? after;
  const contacts = await store
    .selectFrom('contact')
    .selectAll()
    .where('account_id', '>', after)
    .where('account_id', '<=', last)
    .where('removed_at', 'is', null)
    .orderBy('account_id')
    // The owner first, as an import takes them (shared/rules/import-headings.ts).
    .orderBy('kind', 'desc')
    .orderBy('id')
    .execute();
  const services = await store
    .selectFrom('service')
    .selectAll()
    .where('account_id', '>', after)
    .where('account_id', '<=', last)
    .orderBy('account_id')
    .orderBy('id')
    .execute();
  const contactsOf = Map.groupBy(contacts, ({ account_id }) => account_id);
  const servicesOf = Map.groupBy(services, ({ account_id }) => account_id);
  return accounts.map((account) => ({
    account,
    contacts: contactsOf.get(account.id) ?? [],
    services: servicesOf.get(account.id) ?? [],
  }));
}

/** Accounts that an import is making, or taking back, are none yet. */
function accountsBetween(store: Store, after: number, upTo: number) {
  return store
    .selectFrom('account')
    .where('id', '>', after)
    .where('id', '<=', upTo)
    .where('removed_at', 'is', null)
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('import_run')
            .select('import_run.id')
            .whereRef('import_run.id', '=', 'account.import_run_id')
            .where('state', 'in', ['applying', 'undoing']),
        ),
      ),
    );
}
