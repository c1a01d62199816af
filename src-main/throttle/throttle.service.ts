import { sql } from 'kysely';
import type { ThrottleView } from '#shared/contract/accounts.contract.ts';
import {
  failuresUntilDisabled,
  freeTries,
  throttleState,
  waitAfter,
} from '#shared/rules/throttle-schedule.ts';
import type { Store, Tx } from '../platform/database/schema.ts';

type Scope = 'contact' | 'sign_in';

/** What one charge came to: a try to spend, or the state that refuses it. */
export type Charge =
  | { readonly charged: true; readonly charge: number }
  | { readonly charged: false; readonly state: Exclude<ThrottleView, { kind: 'free' }> };

/** The key of a contact's count; `unknown` counts callers who are not on the account. */
export function contactKey(accountId: number, contactId: number | null): string {
  return `${accountId}:${contactId ?? 'unknown'}`;
}

/**
 * Counts tries, on contacts and on sign-ins, by the schedule in
 * throttle-schedule.ts. A try is charged
 * before it is checked; a crash leaves it spent. Two counters only ever grow: `charged` numbers
 * the tries, `forgiven` is the newest try that a success forgave (decision 0005).
 */
export class ThrottleService {
  /**
   * Charges one try, in one statement that also decides whether there is one: so any number of
   * processes at once spend exactly what the schedule allows. `now` must be read inside the
   * transaction. Time that went backwards gives no credit: a wait begins anew.
   */
  async charge(tx: Tx, scope: Scope, key: string, now: number): Promise<Charge> {
    await tx
      .updateTable('throttle')
      .set({ last_charged_at: now })
      .where('scope', '=', scope)
      .where('key', '=', key)
      .where('last_charged_at', '>', now)
      .execute();
    const row = await tx
      .insertInto('throttle')
      .values({ scope, key, charged: 1, forgiven: 0, last_charged_at: now })
      .onConflict((conflict) =>
        conflict
          .columns(['scope', 'key'])
          .doUpdateSet({
            charged: sql<number>`throttle.charged + 1`,
            last_charged_at: now,
          })
          .where(({ eb, and }) =>
            and([
              eb(sql<number>`throttle.last_charged_at + ${waitInMilliseconds}`, '<=', now),
              ...(scope === 'contact'
                ? [
                    eb(
                      sql<number>`throttle.charged - throttle.forgiven`,
                      '<',
                      failuresUntilDisabled,
                    ),
                  ]
                : []),
            ]),
          ),
      )
      .returning('charged')
      .executeTakeFirst();
    if (row) return { charged: true, charge: row.charged };
    const state = await this.#state(tx, scope, key, now);
    if (state.kind === 'free') throw new Error('The throttle refused a try that is free');
    return { charged: false, state };
  }

  /** A try succeeded: it and all before it are forgiven; later ones, still being checked, are not. */
  async forgive(tx: Tx, scope: Scope, key: string, charge: number): Promise<void> {
    await tx
      .updateTable('throttle')
      .set({ forgiven: charge })
      .where('scope', '=', scope)
      .where('key', '=', key)
      .where('forgiven', '<', charge)
      .execute();
  }

  /** A supervisor forgives everything charged so far. */
  async forgiveAll(tx: Tx, scope: Scope, key: string): Promise<void> {
    await tx
      .updateTable('throttle')
      .set((eb) => ({ forgiven: eb.ref('charged') }))
      .where('scope', '=', scope)
      .where('key', '=', key)
      .execute();
  }

  /** Whether this contact (null: a caller not on the account) may try a code now. */
  view(
    store: Store,
    accountId: number,
    contactId: number | null,
    now: number,
  ): Promise<ThrottleView> {
    return this.#state(store, 'contact', contactKey(accountId, contactId), now);
  }

  /** The same for several contacts of one account, by contact id. */
  async viewMany(
    store: Store,
    accountId: number,
    contactIds: readonly number[],
    now: number,
  ): Promise<Map<number, ThrottleView>> {
    const keys = contactIds.map((contactId) => contactKey(accountId, contactId));
    const rows = keys.length
      ? await store
          .selectFrom('throttle')
          .selectAll()
          .where('scope', '=', 'contact')
          .where('key', 'in', keys)
          .execute()
      : [];
    const byKey = new Map(rows.map((row) => [row.key, row]));
    return new Map(
      contactIds.map((contactId) => [
        contactId,
        stateOf(byKey.get(contactKey(accountId, contactId)), 'contact', now),
      ]),
    );
  }

  /** How many tries in a row have failed, those still being checked included. */
  async failures(store: Store, accountId: number, contactId: number | null): Promise<number> {
    const row = await store
      .selectFrom('throttle')
      .select((eb) => eb('charged', '-', eb.ref('forgiven')).as('failures'))
      .where('scope', '=', 'contact')
      .where('key', '=', contactKey(accountId, contactId))
      .executeTakeFirst();
    return row?.failures ?? 0;
  }

  /** Drops sign-in counts under other keys than the known ones, once their last try is that old. */
  async dropStrangers(tx: Tx, known: readonly string[], before: number): Promise<void> {
    await tx
      .deleteFrom('throttle')
      .where('scope', '=', 'sign_in')
      .where('last_charged_at', '<', before)
      .where('key', 'not in', known)
      .execute();
  }

  async #state(store: Store, scope: Scope, key: string, now: number): Promise<ThrottleView> {
    const row = await store
      .selectFrom('throttle')
      .selectAll()
      .where('scope', '=', scope)
      .where('key', '=', key)
      .executeTakeFirst();
    return stateOf(row, scope, now);
  }
}

type Counts = { charged: number; forgiven: number; last_charged_at: number };

function stateOf(row: Counts | undefined, scope: Scope, now: number): ThrottleView {
  return throttleState({
    failures: row ? row.charged - row.forgiven : 0,
    lastChargedAt: row ? Math.min(row.last_charged_at, now) : null,
    now,
    disableAfter: scope === 'contact' ? failuresUntilDisabled : null,
  });
}

/** The schedule as SQL over a row's failures: milliseconds to wait after its last charge. */
const waitInMilliseconds = sql<number>`case ${sql.join(
  Array.from({ length: failuresUntilDisabled - freeTries }, (_, step) => {
    const failures = failuresUntilDisabled - 1 - step;
    return sql`when throttle.charged - throttle.forgiven >= ${sql.lit(failures)} then ${sql.lit(waitAfter(failures))}`;
  }),
  sql` `,
)} else 0 end`;
