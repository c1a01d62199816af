import type { InputOf } from '#shared/contract/index.ts';
import type {
  Verdict,
  VerificationView,
  verificationChannels,
} from '#shared/contract/verification.contract.ts';
import type { ErrorCode } from '#shared/result.ts';
import { noFacts } from '#shared/rules/account-details.ts';
import { canonicalCode } from '#shared/rules/canonical-code.ts';
import { codeProblems, type IsBlocklisted } from '#shared/rules/code-policy.ts';
import { triesInVerification } from '#shared/rules/throttle-schedule.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { CompareCodesService } from '../codes/compare-codes.service.ts';
import type { SignedIn } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';
import type { AgentLimitsService } from '../throttle/agent-limits.service.ts';
import { contactKey, type ThrottleService } from '../throttle/throttle.service.ts';
import type { AttemptSettlement, Charged } from './attempt-settlement.ts';
import * as queries from './verification.queries.ts';
import { assertInProgress, subject } from './verification.service.ts';
import type { VerificationViews } from './verification-views.ts';

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly comparing: CompareCodesService;
  readonly throttle: ThrottleService;
  readonly agentLimits: AgentLimitsService;
  readonly views: VerificationViews;
  readonly settlement: AttemptSettlement;
  readonly isBlocklisted: IsBlocklisted;
}

type AttemptInput = InputOf<(typeof verificationChannels)['attempt']>;

/**
 * One attempt: charge (a transaction), hash (no transaction), settle (a transaction). What the
 * caller learns is committed before anyone sees it, and a crash leaves the try spent.
 */
export class AttemptService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Checks a code as heard or pasted. Returns the verification with its verdict. Refuses
   * `invalid_input` when there is no letter or digit in it, `conflict` when the call has ended or
   * is verified or more was tried than the desk has seen, `limit_reached` when the agent may not
   * try; then nothing is charged. Refuses `store_unavailable` as the store does, and says so where
   * the try was charged all the same.
   */
  async attempt(agent: SignedIn, input: AttemptInput): Promise<VerificationView> {
    const { store, comparing, settlement, isBlocklisted } = this.#parts;
    const canonical = canonicalCode(input.code);
    if (canonical === '')
      throw new Refusal(
        'invalid_input',
        'There is no letter or digit in what was typed. Nothing was counted.',
      );
    const charged = await store.transaction().execute((tx) => this.#charge(tx, agent, input));
    if (charged instanceof Refusal) throw charged;
    if ('verdict' in charged) return charged;
    try {
      const { account_id: accountId, contact_id: contactId } = charged.row;
      const hashed = await comparing.hash(store, { accountId, contactId }, canonical);
      // By what is on file it was judged when it was set: reading that at each try would show in its time.
      const weak = codeProblems(input.code, noFacts, isBlocklisted).length > 0;
      return await store
        .transaction()
        .execute((tx) => settlement.settle(tx, agent, charged, { ...hashed, weak }));
    } catch (error) {
      throw afterCharge(error);
    }
  }

  async #charge(
    tx: Tx,
    agent: SignedIn,
    { verificationId, pasted, attemptsUsed }: AttemptInput,
  ): Promise<Charged | VerificationView | Refusal> {
    const { clock, throttle, agentLimits, views } = this.#parts;
    const now = clock.now();
    const row = await views.own(tx, verificationId, agent.staffId);
    assertInProgress(row);
    if (attemptsUsed !== undefined && attemptsUsed !== row.attempts)
      throw new Refusal(
        'conflict',
        'This code was sent before, or another one was. Nothing was counted now: look at the call for what came of it.',
      );
    if (row.grant_issued_at !== null)
      throw new Refusal('conflict', 'This caller is verified. End the call to verify again.');
    const limited = await agentLimits.refusalToTry(tx, agent.staffId, now);
    if (limited) return limited;
    if (row.attempts >= triesInVerification)
      return this.#unchecked(tx, agent, row, { kind: 'spent', at: now }, now);
    const key = contactKey(row.account_id, row.contact_id);
    const charge = await throttle.charge(tx, { scope: 'contact', key }, now);
    if (!charge.charged) {
      const verdict: Verdict =
        charge.state.kind === 'wait'
          ? { kind: 'wait', at: now, until: charge.state.until }
          : { kind: 'disabled', at: now };
      return this.#unchecked(tx, agent, row, verdict, now);
    }
    if (!(await queries.spendAttempt(tx, verificationId, triesInVerification)))
      throw new Error('A verification with attempts left could not spend one');
    const attemptId = await queries.insertAttempt(tx, {
      verificationId,
      accountId: row.account_id,
      contactId: row.contact_id,
      agentId: agent.staffId,
      charge: charge.charge,
      at: now,
      pasted: pasted ? 1 : 0,
    });
    return { row, attemptId, charge: charge.charge };
  }

  /** Records that a code was offered and not checked; no try is spent. */
  async #unchecked(
    tx: Tx,
    agent: SignedIn,
    row: queries.VerificationRow,
    verdict: Extract<Verdict, { kind: 'wait' | 'disabled' | 'spent' }>,
    now: number,
  ): Promise<VerificationView> {
    const { audit, views } = this.#parts;
    await audit.append(tx, {
      ...subject(row, agent),
      action: 'verification.attempted',
      outcome: verdict.kind,
      details: { checked: false },
    });
    return views.view(tx, row, now, verdict);
  }
}

/** What the store refuses a change with. */
const byTheStore: readonly ErrorCode[] = [
  'store_unavailable',
  'newer_store',
  'store_damaged',
  'moved',
];

/** The store's own words say that nothing was changed; but the try was charged before, and stays so. */
function afterCharge(error: unknown): unknown {
  if (!(error instanceof Refusal) || !byTheStore.includes(error.code)) return error;
  return new Refusal(
    error.code,
    'The try was counted, but what came of it could not be saved. Look at this call before you try again; if it shows no verdict, nobody was verified by it. If this stays so, ask your administrator: the store may be full, away, or of a newer version.',
    error.details,
  );
}
