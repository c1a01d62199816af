import { sql } from 'kysely';
import type { AccountStatus } from '#shared/contract/accounts.contract.ts';
import type { IdentifierKind, Store } from '../platform/database/schema.ts';
import type { SearchableAccount, SearchableContact } from './account-words.ts';

export interface IdentifierRow {
  readonly value: string;
  readonly account_id: number;
  readonly contact_id: number;
}

/** Which identifiers: all that begin with `start`, or are it; none longer than `longest`. */
export interface IdentifierRange {
  readonly kind: IdentifierKind;
  readonly start: string;
  readonly whole: boolean;
  readonly longest?: number | null;
}

/** Greater than every character of a folded value. */
const afterAll = '\x7f';

/** One page of a range in order of value: the rows after `last`, at most `count`. */
export async function identifiersInRange(
  store: Store,
  range: IdentifierRange,
  last: IdentifierRow | null,
  count: number,
): Promise<IdentifierRow[]> {
  let query = store
    .selectFrom('account_identifier')
    .select(['value', 'account_id', 'contact_id'])
    .where('kind', '=', range.kind)
    .where('value', '>=', range.start);
  query = range.whole
    ? query.where('value', '=', range.start)
    : query.where('value', '<', range.start + afterAll);
  if (range.longest) query = query.where(sql<number>`length(value)`, '<=', range.longest);
  if (last)
    query = query.where(
      sql<boolean>`(value, account_id, contact_id) > (${last.value}, ${last.account_id}, ${last.contact_id})`,
    );
  return query.orderBy('value').orderBy('account_id').orderBy('contact_id').limit(count).execute();
}

export interface FoundAccount extends SearchableAccount {
  readonly accountId: number;
  readonly status: AccountStatus;
}

/** Everything look-up shows or explains of these accounts, by id. */
export async function loadFound(
  store: Store,
  ids: readonly number[],
): Promise<ReadonlyMap<number, FoundAccount>> {
  if (ids.length === 0) return new Map();
  const accounts = await store.selectFrom('account').selectAll().where('id', 'in', ids).execute();
  const services = await store
    .selectFrom('service')
    .select(['account_id', 'name', 'domain'])
    .where('account_id', 'in', ids)
    .orderBy('id')
    .execute();
  const contacts = await store
    .selectFrom('contact')
    .select(['id', 'account_id', 'name', 'email', 'phone'])
    .where('account_id', 'in', ids)
    .orderBy('id')
    .execute();
  const servicesOf = Map.groupBy(services, (row) => row.account_id);
  const contactsOf = Map.groupBy(contacts, (row) => row.account_id);
  return new Map(
    accounts.map((row): [number, FoundAccount] => [
      row.id,
      {
        accountId: row.id,
        clientId: row.client_id,
        username: row.username,
        name: row.name,
        company: row.company,
        email: row.email,
        phone: row.phone,
        country: row.country,
        status: row.status,
        services: servicesOf.get(row.id) ?? [],
        contacts: (contactsOf.get(row.id) ?? []).map(
          ({ id, name, email, phone }): SearchableContact => ({
            contactId: id,
            name,
            email,
            phone,
          }),
        ),
      },
    ]),
  );
}
