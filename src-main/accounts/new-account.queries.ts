import type { Store, Tx } from '../platform/database/schema.ts';

/**
 * Which of these names, folded, an account has as its username or its Client ID, or is to have: an
 * import that was read may be applied, and would be given up for a name that somebody took. While one
 * that was broken off is taken back, accounts have their old names again.
 */
export async function namesTaken(
  store: Store,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set();
  const rows = await store
    .selectFrom('account_identifier')
    .select('value')
    .where('kind', 'in', ['client_id', 'username'])
    .where('value', 'in', names)
    .union(
      store
        .selectFrom('import_key')
        .innerJoin('import_run', 'import_run.id', 'import_key.run_id')
        .select('import_key.value')
        .where('import_run.state', 'in', ['ready', 'applying', 'undoing'])
        .where('import_key.value', 'in', names),
    )
    .execute();
  return new Set(rows.map(({ value }) => value));
}

/** The Client IDs of the accounts that were made last, the newest first. */
export async function newestClientIds(tx: Tx, count: number): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('account')
    .select('client_id')
    .orderBy('id', 'desc')
    .limit(count)
    .execute();
  return rows.map(({ client_id }) => client_id);
}

/** The account of that username that this colleague made since then. */
export function madeBy(tx: Tx, staffId: number, username: string, since: number) {
  return tx
    .selectFrom('account')
    .select(['id', 'client_id', 'username', 'email'])
    .where('username', '=', username)
    .where('created_by', '=', staffId)
    .where('created_at', '>=', since)
    .executeTakeFirst();
}
