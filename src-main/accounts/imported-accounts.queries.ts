import type { AuditAction } from '#shared/contract/audit.contract.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import type { AccountRow, ContactRow } from './accounts.queries.ts';

/** Whom names belong to, by the names' folded form; a Client ID before a username. */
export function holdersOf(store: Store, names: readonly string[]) {
  return store
    .selectFrom('account_identifier')
    .select(['kind', 'value', 'account_id'])
    .where('kind', 'in', ['client_id', 'username'])
    .where('value', 'in', names)
    .orderBy('kind', 'desc')
    .execute();
}

export interface StoredAccount {
  readonly account: AccountRow;
  readonly contacts: readonly ContactRow[];
  /** Whose codes there are: a contact's id, or null for the main code. */
  readonly codes: readonly (number | null)[];
  readonly domains: readonly string[];
}

/** Accounts with their people, in four statements. */
export async function loadAccounts(
  store: Store,
  ids: readonly number[],
): Promise<readonly StoredAccount[]> {
  if (ids.length === 0) return [];
  const accounts = await store
    .selectFrom('account')
    .selectAll()
    .where('id', 'in', ids)
    .where('removed_at', 'is', null)
    .execute();
  const contacts = await store
    .selectFrom('contact')
    .selectAll()
    .where('account_id', 'in', ids)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute();
  const codes = await store
    .selectFrom('security_code')
    .select(['account_id', 'contact_id'])
    .where('account_id', 'in', ids)
    .execute();
  const services = await store
    .selectFrom('service')
    .select(['account_id', 'domain'])
    .where('account_id', 'in', ids)
    .execute();
  const of = <Row extends { account_id: number }>(rows: readonly Row[]) =>
    Map.groupBy(rows, ({ account_id }) => account_id);
  const [people, held, served] = [of(contacts), of(codes), of(services)];
  return accounts.map((account) => ({
    account,
    contacts: people.get(account.id) ?? [],
    codes: (held.get(account.id) ?? []).map(({ contact_id }) => contact_id),
    domains: (served.get(account.id) ?? []).flatMap(({ domain }) => domain ?? []),
  }));
}

/** Deletes the codes that a run brought to an account, whether they wait or not. */
export async function deleteCodesOfRun(tx: Tx, accountId: number, runId: number): Promise<void> {
  await tx
    .deleteFrom('security_code')
    .where('account_id', '=', accountId)
    .where('import_run_id', '=', runId)
    .execute();
}

/**
 * Looking at an account does nothing for it, nor does what is tried at the Portal in vain: else any
 * stranger could keep an import from being taken back. Of the rest the log has a record.
 */
const nothingDone: readonly AuditAction[] = [
  'account.opened',
  'account.unmasked',
  'account.edit_opened',
  'leave.refused',
  'portal.password_refused',
  'portal.code_refused',
];

/**
 * Of these accounts those that somebody called about, or did something for, since then. What the
 * system records by itself, an import's own changes and mail that was delivered, is nobody's doing.
 */
export async function usedSince(
  store: Store,
  ids: readonly number[],
  since: number,
): Promise<readonly number[]> {
  if (ids.length === 0) return [];
  const rows = await store
    .selectFrom('audit_log')
    .select('account_id')
    .distinct()
    .where('account_id', 'in', ids)
    .where('at', '>=', new Date(since).toISOString())
    .where('actor_role', '!=', 'system')
    .where('action', 'not in', nothingDone)
    .execute();
  return rows.flatMap(({ account_id }) => account_id ?? []);
}

export async function versionsOf(store: Store, ids: readonly number[]) {
  return ids.length === 0
    ? []
    : store.selectFrom('account').select(['id', 'version']).where('id', 'in', ids).execute();
}
