import { sql } from 'kysely';
import type { AccountStatus } from '#shared/contract/fields.ts';
import type { IdentifierKind } from '../platform/database/schema/account-tables.ts';
import type { Store } from '../platform/database/schema.ts';
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

/** The first page of every range, at most `count` rows each, in one statement. */
export async function firstPages(
  store: Store,
  ranges: readonly IdentifierRange[],
  count: number,
): Promise<readonly IdentifierRow[][]> {
  const pages = ranges.map((): IdentifierRow[] => []);
  if (ranges.length === 0) return pages;
  const arms = ranges.map(
    (range, place) => sql`
      select * from (
        select ${sql.lit(place)} as place, value, account_id, contact_id from account_identifier
        where ${within(range)} order by value, account_id, contact_id limit ${count}
      ) as arm`,
  );
  const { rows } = await sql<
    IdentifierRow & { place: number }
  >`${sql.join(arms, sql` union all `)}`.execute(store);
  for (const row of rows) pages[row.place]?.push(row);
  return pages;
}

/** The rows of a range after `last`, in order, at most `count`. */
export async function nextPage(
  store: Store,
  range: IdentifierRange,
  last: IdentifierRow,
  count: number,
): Promise<IdentifierRow[]> {
  const { rows } = await sql<IdentifierRow>`
    select value, account_id, contact_id from account_identifier
    where ${within(range)}
      and (value, account_id, contact_id) > (${last.value}, ${last.account_id}, ${last.contact_id})
    order by value, account_id, contact_id limit ${count}`.execute(store);
  return rows;
}

function within({ kind, start, whole, longest }: IdentifierRange) {
  if (whole) return sql`kind = ${kind} and value = ${start}`;
  const from = sql`kind = ${kind} and value >= ${start} and value < ${start + afterAll}`;
  return longest ? sql`${from} and length(value) <= ${longest}` : from;
}

/** Of these accounts those that a run has made which is being written still; none while none is. */
export async function hiddenAmong(
  store: Store,
  runId: number | null,
  ids: readonly number[],
): Promise<ReadonlySet<number>> {
  if (runId === null || ids.length === 0) return new Set();
  const rows = await store
    .selectFrom('account')
    .select('id')
    .where('id', 'in', ids)
    .where('import_run_id', '=', runId)
    .execute();
  return new Set(rows.map(({ id }) => id));
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
  const accounts = await store
    .selectFrom('account')
    .selectAll()
    .where('id', 'in', ids)
    .where('removed_at', 'is', null)
    .execute();
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
    .where('removed_at', 'is', null)
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
