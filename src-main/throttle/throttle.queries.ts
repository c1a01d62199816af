import { sql } from 'kysely';
import { schedules, type ThrottleScope } from '#shared/rules/throttle-schedule.ts';
import { type Places, prepared } from '../platform/database/prepared.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import { failuresInRow, waitIn } from './schedule-sql.ts';

/** What a try is counted on. */
export interface Count {
  readonly scope: ThrottleScope;
  readonly key: string;
}

/** A count as it stands, or undefined before its first try. */
export async function find(store: Store, count: Count) {
  return (await findCount(store, count))[0];
}

const findCount = prepared((store, value: Places<Count>) =>
  store
    .selectFrom('throttle')
    .selectAll()
    .where('scope', '=', value('scope'))
    .where('key', '=', value('key')),
);

/**
 * Charges one try on a count, unless its schedule lets none through now: then undefined. Returns the
 * number of the try.
 */
export async function charge(tx: Tx, { scope, key }: Count, now: number) {
  const agedAt = schedules[scope].forgetOneEveryMs === null ? null : now;
  const [row] = await chargeOn[scope](tx, { key, now, agedAt });
  return row?.charged;
}

const chargeOn = {
  contact: chargeOf('contact'),
  sign_in: chargeOf('sign_in'),
  address: chargeOf('address'),
  code_set: chargeOf('code_set'),
  portal: chargeOf('portal'),
};

function chargeOf(scope: ThrottleScope) {
  const { disableAfter } = schedules[scope];
  return prepared((store, value: Places<{ key: string; now: number; agedAt: number | null }>) =>
    store
      .insertInto('throttle')
      .values({
        scope,
        key: value('key'),
        charged: 1,
        forgiven: 0,
        last_charged_at: value('now'),
        failed_at: null,
        aged_at: value('agedAt'),
      })
      .onConflict((conflict) =>
        conflict
          .columns(['scope', 'key'])
          .doUpdateSet({
            charged: sql<number>`throttle.charged + 1`,
            last_charged_at: value('now'),
          })
          .where(({ eb, and }) =>
            and([
              eb(sql<number>`throttle.last_charged_at + ${waitIn[scope]}`, '<=', value('now')),
              ...(disableAfter === null ? [] : [eb(failuresInRow, '<', disableAfter)]),
            ]),
          ),
      )
      .returning('charged'),
  );
}

/** Forgives a try and all before it. */
export async function forgive(tx: Tx, { scope, key }: Count, charged: number): Promise<void> {
  await forgiveUpTo(tx, { scope, key, charged });
}

const forgiveUpTo = prepared((store, value: Places<Count & { charged: number }>) =>
  store
    .updateTable('throttle')
    .set({ forgiven: value('charged') })
    .where('scope', '=', value('scope'))
    .where('key', '=', value('key'))
    .where('forgiven', '<', value('charged')),
);

/** A change to one count, to be completed. */
export function change(tx: Tx, { scope, key }: Count) {
  return tx.updateTable('throttle').where('scope', '=', scope).where('key', '=', key);
}

/** Takes a count away. */
export async function remove(tx: Tx, { scope, key }: Count): Promise<void> {
  await tx.deleteFrom('throttle').where('scope', '=', scope).where('key', '=', key).execute();
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

/**
 * Drops what was last tried before then: addresses, names at the Portal, and usernames under other
 * keys than these.
 */
export async function dropOld(tx: Tx, names: readonly string[], before: number): Promise<void> {
  await tx
    .deleteFrom('throttle')
    .where('last_charged_at', '<', before)
    .where(({ eb, and, or }) =>
      or([
        eb('scope', 'in', ['address', 'portal']),
        and([eb('scope', '=', 'sign_in'), eb('key', 'not in', names)]),
      ]),
    )
    .execute();
}
