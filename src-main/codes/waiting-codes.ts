import type { CodeFacts } from '#shared/rules/account-details.ts';
import { canonicalCode } from '#shared/rules/canonical-code.ts';
import { codeProblems } from '#shared/rules/code-policy.ts';
import { codeStrength } from '#shared/rules/code-strength.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { Worker } from '../platform/background/workers.ts';
import type { Clock } from '../platform/clock.ts';
import { encode, type SecretHasher } from '../platform/crypto/secret-hasher.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import type { StoreSeal } from '../platform/keystore/store-seal.ts';
import type { CodeSources } from './code-sources.ts';
import { openCode, sealCode } from './sealed-codes.ts';
import { settleWaiting } from './settle-waiting.ts';
import * as queries from './waiting-codes.queries.ts';
import { WaitingCount } from './waiting-count.ts';

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly hasher: SecretHasher;
  readonly seal: StoreSeal;
  readonly sources: Pick<CodeSources, 'isBlocklisted'>;
}

/** A code from a file, as it stands there. */
interface BroughtCode {
  readonly accountId: number;
  /** Null: the account's main code. */
  readonly contactId: number | null;
  readonly typed: string;
  /** From the time when it was called Phone/Chat Code. */
  readonly old: boolean;
  readonly facts: CodeFacts;
}

type Waiting = Awaited<ReturnType<typeof queries.waitingCodes>>[number];

/** So many codes are looked at a time, and stored in one transaction. */
const batch = 8;
/** How long a step goes on, in milliseconds: far less than a lease holds. */
const stepMs = 1_000;
/** The log gets one record for so many. */
const recordedAtOnce = 500;
/** What one takes is judged by so many batches. */
const measured = 64;

/**
 * Codes that came from a file. Hashing a million at the full cost takes a day, so they are sealed
 * first and hashed in their turn; until then they are compared like any other (`CompareCodesService`).
 */
export class WaitingCodes {
  readonly #parts: Parts;
  readonly #took: { readonly codes: number; readonly ms: number }[] = [];
  readonly #unrecorded = new Map<number, number>();
  readonly #count = new WaitingCount();
  #probe: Promise<void> | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Keeps codes that a run brings. One that the policy of today refuses is taken all the same, and
   * is to be changed: it verifies once, for what tier 1 allows.
   */
  async keep(tx: Tx, runId: number, codes: readonly BroughtCode[]): Promise<void> {
    const { clock, seal, sources } = this.#parts;
    const now = clock.now();
    await queries.insertWaiting(
      tx,
      codes.map(({ accountId, contactId, typed, old, facts }) => {
        const canonical = canonicalCode(typed);
        const weak = codeProblems(typed, facts, sources.isBlocklisted).length > 0;
        const holder = { account_id: accountId, contact_id: contactId };
        return {
          ...{ ...holder, hash: '', pepper_id: '', import_run_id: runId },
          ...sealCode(seal, holder, canonical),
          strength: codeStrength(canonical, false),
          from_old_code: old ? 1 : 0,
          ...{ exposed_at: null, set_at: now, set_how: 'imported', set_by: null },
          ...{ weak: weak ? 1 : 0, must_change_at: weak ? now : null, must_change_used_at: null },
          disabled_at: null,
        } as const;
      }),
    );
  }

  /** How many codes of a run wait; of many, how many did within the last seconds. */
  count(store: Store, runId: number): Promise<number> {
    return this.#count.of(store, runId);
  }

  /**
   * How long one takes, in milliseconds, as this process has measured. Null before it has: then it
   * measures, behind whatever is to be hashed, by codes that are nobody's.
   */
  msEach(): number | null {
    if (this.#took.length === 0) this.#probe ??= this.#measure().catch(() => undefined);
    const codes = this.#took.reduce((sum, one) => sum + one.codes, 0);
    const ms = this.#took.reduce((sum, one) => sum + one.ms, 0);
    return codes === 0 ? null : ms / codes;
  }

  /** Hashes them, while nobody waits for another hash. */
  worker(): Worker {
    const { store } = this.#parts;
    return {
      name: 'code-hashing',
      due: async () => (await queries.runWaiting(store)) !== null,
      step: async () => {
        const until = performance.now() + stepMs;
        while ((await this.#hashSome()) && performance.now() < until);
      },
    };
  }

  /** False when none waits any more. */
  async #hashSome(): Promise<boolean> {
    const { store, clock } = this.#parts;
    const runId = await queries.runWaiting(store);
    if (runId === null) return false;
    const waiting = await queries.waitingCodes(store, runId, batch);
    const begun = performance.now();
    const hashed = await Promise.all(waiting.map((row) => this.#hash(row)));
    this.#note(waiting.length, performance.now() - begun);
    const left = await store.transaction().execute(async (tx) => {
      let count = this.#unrecorded.get(runId) ?? 0;
      const now = clock.now();
      for (const { row, ...code } of hashed)
        if (await settleWaiting(tx, this.#parts, row, code, now)) count += 1;
      const last = (await queries.runWaiting(tx)) !== runId;
      if (!last && count < recordedAtOnce) return count;
      await this.#record(tx, runId, count);
      return 0;
    });
    this.#unrecorded.set(runId, left);
    return true;
  }

  async #hash(row: Waiting) {
    const { hasher, seal } = this.#parts;
    const setting = hasher.currentSetting(row.code_salt);
    const code = openCode(seal, row);
    if (code === null) throw new Error('A code waits that has no seal');
    const tag = await hasher.tagInBackground(code, setting);
    return { row, stored: encode(setting, tag), name: hasher.keyedName(code) };
  }

  async #record(tx: Tx, runId: number, count: number): Promise<void> {
    if (count === 0) return;
    await this.#parts.audit.append(tx, {
      actor: { staffId: null, role: 'system' },
      action: 'code.hashed_from_import',
      outcome: 'done',
      details: { runId, count },
    });
  }

  /** As many at once as are hashed at once: so one takes as long as one of them will. */
  async #measure(): Promise<void> {
    const { hasher } = this.#parts;
    const begun = performance.now();
    const probes = Array.from({ length: batch }, () =>
      hasher.tagInBackground('nobody’s', hasher.currentSetting()),
    );
    await Promise.all(probes);
    this.#note(batch, performance.now() - begun);
  }

  #note(codes: number, ms: number): void {
    this.#took.push({ codes, ms });
    if (this.#took.length > measured) this.#took.shift();
  }
}
