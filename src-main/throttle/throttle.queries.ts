import type { ThrottleScope } from '#shared/rules/throttle-schedule.ts';
import type { Store, Tx } from '../platform/database/schema.ts';

/** What a try is counted on. */
export interface Count {
  readonly scope: ThrottleScope;
  readonly key: string;
}

/** A count as it stands, or undefined before its first try. */
export function find(store: Store, { scope, key }: Count) {
  return store
    .selectFrom('throttle')
    .selectAll()
    .where('scope', '=', scope)
    .where('key', '=', key)
    .executeTakeFirst();
}

/** A change to one count, to be completed. */
export function change(tx: Tx, { scope, key }: Count) {
  return tx.updateTable('throttle').where('scope', '=', scope).where('key', '=', key);
}

/** How many keys of a scope have failed since then, and have not succeeded after it. */
export async function countFailing(
  store: Store,
  scope: ThrottleScope,
  since: number,
): Promise<number> {
  const { failing } = await store
    .selectFrom('throttle')
    .select((eb) => eb.fn.countAll<number>().as('failing'))
    .where('scope', '=', scope)
    .where('failed_at', '>', since)
    .whereRef('charged', '>', 'forgiven')
    .executeTakeFirstOrThrow();
  return failing;
}

/** Drops what was last tried before then: addresses, and usernames under other keys than these. */
export async function dropOld(tx: Tx, names: readonly string[], before: number): Promise<void> {
  await tx
    .deleteFrom('throttle')
    .where('last_charged_at', '<', before)
    .where(({ eb, and, or }) =>
      or([
        eb('scope', '=', 'address'),
        and([eb('scope', '=', 'sign_in'), eb('key', 'not in', names)]),
      ]),
    )
    .execute();
}
