import type { AuditService } from '#main/audit/audit.service.ts';
import type { Store } from '#main/platform/database/schema.ts';
import { contactKey } from '#main/throttle/throttle.service.ts';

/** What is wrong with the tries in a store, each counted; all 0 when nothing is. */
export interface TriesInspected {
  readonly attempts: number;
  /** Settled with another number of records than one, or with one that says otherwise. */
  readonly settledTwice: number;
  /** Charged and never settled: what a crash leaves. They stay spent. */
  readonly neverSettled: number;
  /** Contacts whose counts are not those of their tries, each charged and each success forgiving. */
  readonly wrongCounts: number;
  /** Whether the chain is whole, with a record for each number up to the last. */
  readonly chainWhole: boolean;
}

/** The counts of every contact before any try of the run, by key. */
export async function countsBefore(store: Store): Promise<ReadonlyMap<string, number>> {
  const rows = await countsOfContacts(store);
  return new Map(rows.map(({ key, charged }) => [key, charged]));
}

/** Holds the tries in a store against the audit log and the counters. */
export async function inspectTries(
  store: Store,
  audit: AuditService,
  before: ReadonlyMap<string, number>,
): Promise<TriesInspected> {
  const attempts = await store
    .selectFrom('attempt')
    .select(['id', 'account_id', 'contact_id', 'charge', 'outcome', 'why', 'settled_at'])
    .execute();
  const records = await recordsOfTries(store);
  const settledTwice = attempts.filter((attempt) => {
    const [first, ...others] = records.get(attempt.id) ?? [];
    if (attempt.outcome === 'charged') return first !== undefined || attempt.settled_at !== null;
    const said = attempt.why === 'call_ended' ? 'refused' : attempt.outcome;
    return first !== said || others.length > 0 || attempt.settled_at === null;
  });
  const byContact = Map.groupBy(attempts, (row) => contactKey(row.account_id, row.contact_id));
  const counters = new Map((await countsOfContacts(store)).map((row) => [row.key, row]));
  const wrongCounts = [...byContact].filter(([key, tries]) => {
    const start = before.get(key) ?? 0;
    const charges = tries.map(({ charge }) => charge - start).sort((one, other) => one - other);
    const inOrder = charges.every((charge, at) => charge === at + 1);
    const verified = tries.filter(({ outcome }) => outcome === 'verified');
    const newest = Math.max(0, ...verified.map(({ charge }) => charge));
    const counter = counters.get(key);
    return !inOrder || counter?.charged !== start + tries.length || counter.forgiven !== newest;
  });
  const { whole, records: checked } = await audit.check();
  return {
    attempts: attempts.length,
    settledTwice: settledTwice.length,
    neverSettled: attempts.filter(({ outcome }) => outcome === 'charged').length,
    wrongCounts: wrongCounts.length,
    chainWhole: whole && checked === (await audit.lastSeq()),
  };
}

function countsOfContacts(store: Store) {
  return store
    .selectFrom('throttle')
    .select(['key', 'charged', 'forgiven'])
    .where('scope', '=', 'contact')
    .execute();
}

/** What the audit log says of each try that was checked, by its id. */
async function recordsOfTries(store: Store): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await store
    .selectFrom('audit_log')
    .select(['outcome', 'details'])
    .where('action', '=', 'verification.attempted')
    .execute();
  const found = new Map<number, string[]>();
  for (const { outcome, details } of rows) {
    const { attemptId } = JSON.parse(details) as { attemptId?: number };
    if (attemptId === undefined) continue;
    found.set(attemptId, [...(found.get(attemptId) ?? []), outcome]);
  }
  return found;
}
