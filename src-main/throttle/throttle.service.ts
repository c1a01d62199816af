import type { ThrottleView } from '#shared/contract/accounts.contract.ts';
import {
  ageFailures,
  schedules,
  type ThrottleScope,
  throttleState,
} from '#shared/rules/throttle-schedule.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import type { Count } from './throttle.queries.ts';
import * as queries from './throttle.queries.ts';

export type { Count } from './throttle.queries.ts';

type Held = Exclude<ThrottleView, { kind: 'free' }>;

/** What one charge came to: a try to spend, or the state that refuses it. */
export type Charge =
  | { readonly charged: true; readonly charge: number }
  | { readonly charged: false; readonly state: Held };

/** The key of a contact's count; `unknown` counts callers who are not on the account. */
export function contactKey(accountId: number, contactId: number | null): string {
  return `${accountId}:${contactId ?? 'unknown'}`;
}

/**
 * Counts tries, on contacts, on usernames and on addresses, by the schedules in
 * throttle-schedule.ts. A try is charged before it is checked; a crash leaves it spent. Two counters
 * only ever grow: `charged` numbers the tries, `forgiven` is the newest try that a success forgave
 * (decision 0005) or, for an address, how many were.
 */
export class ThrottleService {
  /**
   * Charges one try, in one statement that also decides whether there is one: so any number of
   * processes at once spend exactly what the schedule allows. `now` must be read inside the
   * transaction. Time that went backwards gives no credit: a wait begins anew.
   */
  async charge(tx: Tx, count: Count, now: number): Promise<Charge> {
    await this.#passTime(tx, count, now);
    const charge = await queries.charge(tx, count, now);
    if (charge !== undefined) return { charged: true, charge };
    const state = await this.#state(tx, count, now);
    if (state.kind === 'free') throw new Error('The throttle refused a try that is free');
    return { charged: false, state };
  }

  /**
   * Charges one try on each of several counts, or on none when one of them refuses; then the state
   * is that of the longest wait. The charge is the first count's.
   */
  async chargeAll(tx: Tx, counts: readonly [Count, ...Count[]], now: number): Promise<Charge> {
    const held: Held[] = [];
    for (const count of counts) {
      await this.#passTime(tx, count, now);
      const state = await this.#state(tx, count, now);
      if (state.kind !== 'free') held.push(state);
    }
    const [longest] = held.toSorted((one, other) => endOf(other) - endOf(one));
    if (longest) return { charged: false, state: longest };
    const charges: Charge[] = [];
    for (const count of counts) charges.push(await this.charge(tx, count, now));
    const [first] = charges;
    // The transaction holds the store's write lock: nobody can have come between.
    if (!first || charges.some(({ charged }) => !charged))
      throw new Error('The throttle refused a try that it had let through');
    return first;
  }

  /** A try succeeded: it and all before it are forgiven; later ones, still being checked, are not. */
  async forgive(tx: Tx, count: Count, charge: number): Promise<void> {
    await queries.forgive(tx, count, charge);
  }

  /** A try succeeded where others' failures are none of its business: it alone is taken back. */
  async takeBack(tx: Tx, count: Count): Promise<void> {
    await queries
      .change(tx, count)
      .set((eb) => ({ forgiven: eb('forgiven', '+', 1) }))
      .whereRef('forgiven', '<', 'charged')
      .execute();
  }

  /** A try was found to have failed. What it was charged stays; this says when. */
  async noteFailed(tx: Tx, count: Count, now: number): Promise<void> {
    await queries.change(tx, count).set({ failed_at: now }).execute();
  }

  /** How many keys of a scope have failed since then, and have not succeeded after it. */
  countFailing(store: Store, scope: ThrottleScope, since: number): Promise<number> {
    return queries.countFailing(store, scope, since);
  }

  /** A supervisor forgives everything charged so far. */
  async forgiveAll(tx: Tx, count: Count): Promise<void> {
    await queries
      .change(tx, count)
      .set((eb) => ({ forgiven: eb.ref('charged') }))
      .execute();
  }

  /** Nobody can try on this count any more. */
  async forget(tx: Tx, count: Count): Promise<void> {
    await queries.remove(tx, count);
  }

  /** Whether this contact (null: a caller not on the account) may try a code now. */
  view(
    store: Store,
    accountId: number,
    contactId: number | null,
    now: number,
  ): Promise<ThrottleView> {
    return this.#state(store, { scope: 'contact', key: contactKey(accountId, contactId) }, now);
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
    const row = await queries.find(store, {
      scope: 'contact',
      key: contactKey(accountId, contactId),
    });
    return row ? row.charged - row.forgiven : 0;
  }

  /**
   * Drops counts that say nothing any more, once their last try is that old: of usernames under
   * other keys than the known ones, and what time forgives of addresses and at the Portal.
   */
  dropStrangers(tx: Tx, known: readonly string[], before: number): Promise<void> {
    return queries.dropOld(tx, known, before);
  }

  /** Counts the time since the last try, for the schedule and against a clock that has gone back. */
  async #passTime(tx: Tx, count: Count, now: number): Promise<void> {
    const row = await queries.find(tx, count);
    if (!row) return;
    const before = { failures: row.charged - row.forgiven, agedAt: row.aged_at };
    const { failures, agedAt } = ageFailures(schedules[count.scope], before, now);
    if (row.last_charged_at <= now && agedAt === before.agedAt) return;
    // Only if nobody has charged or forgiven meanwhile: nothing is ever given twice.
    await queries
      .change(tx, count)
      .set({
        forgiven: row.charged - failures,
        last_charged_at: Math.min(row.last_charged_at, now),
        aged_at: agedAt,
      })
      .where('charged', '=', row.charged)
      .where('forgiven', '=', row.forgiven)
      .execute();
  }

  async #state(store: Store, count: Count, now: number): Promise<ThrottleView> {
    return stateOf(await queries.find(store, count), count.scope, now);
  }
}

type Counts = { charged: number; forgiven: number; last_charged_at: number };

function stateOf(row: Counts | undefined, scope: ThrottleScope, now: number): ThrottleView {
  return throttleState(schedules[scope], {
    failures: row ? row.charged - row.forgiven : 0,
    lastChargedAt: row ? Math.min(row.last_charged_at, now) : null,
    now,
  });
}

const endOf = (state: Held) => (state.kind === 'wait' ? state.until : Number.POSITIVE_INFINITY);
