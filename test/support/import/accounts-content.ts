import type { Store } from '#main/platform/database/schema.ts';

/**
 * Everything that a store holds of accounts that are there, as people see it: without ids, which an
 * import that was taken back has used up, and without versions, salts and hashes.
 */
export async function contentOf(store: Store): Promise<readonly string[]> {
  const accounts = await store
    .selectFrom('account')
    .selectAll()
    .where('removed_at', 'is', null)
    .orderBy('client_id')
    .execute();
  const contacts = await store
    .selectFrom('contact')
    .selectAll()
    .where('removed_at', 'is', null)
    .orderBy('name')
    .execute();
  const codes = await store.selectFrom('security_code').selectAll().execute();
  const identifiers = await store.selectFrom('account_identifier').selectAll().execute();
  const words = await store.selectFrom('account_words').selectAll().execute();
  const of = <Row extends { account_id: number }>(rows: readonly Row[]) =>
    Map.groupBy(rows, ({ account_id }) => account_id);
  const [people, held, found, said] = [of(contacts), of(codes), of(identifiers), of(words)];
  return accounts.map((row) => {
    const { id, version, code_salt, import_run_id, created_at, ...account } = row;
    const there = (people.get(id) ?? []).map((contact) => {
      const { id: contactId, account_id, ...shown } = contact;
      return { ...shown, code: codeOf(held.get(id) ?? [], contactId) };
    });
    const known = (found.get(id) ?? []).map(({ kind, value }) => `${kind} ${value}`).sort();
    const spoken = (said.get(id) ?? []).map((one) => one.words.split(' ').sort().join(' '));
    const main = codeOf(held.get(id) ?? [], null);
    return JSON.stringify({ account, main, there, known, spoken });
  });
}

function codeOf(
  codes: readonly { contact_id: number | null; strength: string; weak: number; set_how: string }[],
  contactId: number | null,
) {
  const code = codes.find(({ contact_id }) => contact_id === contactId);
  return code ? [code.strength, code.weak, code.set_how] : null;
}
