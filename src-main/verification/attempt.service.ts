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
import { grantDurationMs, grantFor } from '#shared/rules/grant-rules.ts';
import { failuresUntilDisabled, triesInVerification } from '#shared/rules/throttle-schedule.ts';
import type { AlertsService } from '../alerts/alerts.service.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { CodeMatch, CodesService, HashedCode } from '../codes/codes.service.ts';
import type { SignedIn } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';
import type { AgentLimitsService } from '../throttle/agent-limits.service.ts';
import { contactKey, type ThrottleService } from '../throttle/throttle.service.ts';
import * as queries from './verification.queries.ts';
import { assertInProgress, subject } from './verification.service.ts';
import { type Claimed, requestViewOf, type VerificationViews } from './verification-views.ts';

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly codes: CodesService;
  readonly throttle: ThrottleService;
  readonly agentLimits: AgentLimitsService;
  readonly alerts: AlertsService;
  readonly views: VerificationViews;
  readonly isBlocklisted: IsBlocklisted;
}

type AttemptInput = InputOf<(typeof verificationChannels)['attempt']>;
type Charged = {
  readonly row: queries.VerificationRow;
  readonly attemptId: number;
  readonly charge: number;
};
/** What the two ways of settling share; the row is the call's as it was before. */
type Settling = {
  readonly agent: SignedIn;
  readonly row: queries.VerificationRow;
  readonly claimed: Claimed;
  readonly charged: Charged;
  readonly now: number;
};
/** What settling changed in the call's row. */
type Changed = Partial<queries.VerificationRow>;
type Found = CodeMatch & { match: true };
/** A code as said, and whether the policy refuses it whatever is on file. */
type SaidCode = HashedCode & { readonly weak: boolean };

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
   * is verified or more was tried than the desk has seen, `limit_reached` when the agent may not try; then nothing is charged. Refuses
   * `store_unavailable` as the store does, and says so where the try was charged all the same.
   */
  async attempt(agent: SignedIn, input: AttemptInput): Promise<VerificationView> {
    const { store, codes, isBlocklisted } = this.#parts;
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
      const hashed = await codes.hash(store, { accountId, contactId }, canonical);
      const weak = codeProblems(input.code, noFacts, isBlocklisted).length > 0;
      return await store
        .transaction()
        .execute((tx) => this.#settle(tx, agent, charged, { ...hashed, weak }));
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

  /** Compares with what is stored now, so that a code replaced meanwhile verifies nobody. */
  async #settle(
    tx: Tx,
    agent: SignedIn,
    charged: Charged,
    hashed: SaidCode,
  ): Promise<VerificationView> {
    const { clock, codes, views } = this.#parts;
    const now = clock.now();
    const row = await views.own(tx, charged.row.id, agent.staffId);
    const claimed = await views.claimed(tx, row);
    const settling = { agent, row, claimed, charged, now };
    const { match, standing } = await codes.compare(tx, claimed.claimant, hashed);
    const changed = match.match
      ? await this.#settleMatch(tx, settling, match, hashed)
      : await this.#settleFailure(tx, settling, match);
    return views.viewOf(tx, { ...row, ...changed }, standing, now);
  }

  async #settleMatch(
    tx: Tx,
    { agent, row, claimed, charged, now }: Settling,
    found: Found,
    hashed: SaidCode,
  ): Promise<Changed> {
    const { audit, codes, throttle } = this.#parts;
    const { attemptId, charge } = charged;
    // A call that ended while its code was checked is granted nothing, and nobody was verified.
    const ended = row.ended_at !== null;
    const why = ended ? 'call_ended' : 'match';
    const settled = { outcome: 'verified', why, codeId: found.codeId } as const;
    await queries.settleAttempt(tx, attemptId, settled, now);
    const key = contactKey(row.account_id, row.contact_id);
    await throttle.forgive(tx, { scope: 'contact', key }, charge);
    const granted = !ended && row.grant_issued_at === null;
    const grant = granted ? await this.#grant(tx, row, claimed, found, now) : {};
    if (row.channel === 'chat') await codes.markExposed(tx, found.codeId, now);
    // Seldom anything to note: it costs a statement only then.
    const mustChange = found.mustChangeAt !== null;
    if (granted && mustChange)
      await codes.noteMatch(tx, found.codeId, { must_change_used_at: now });
    if (hashed.weak !== found.weak)
      await codes.noteMatch(tx, found.codeId, { weak: hashed.weak ? 1 : 0 });
    await audit.append(tx, {
      ...subject(row, agent),
      action: 'verification.attempted',
      outcome: ended ? 'refused' : 'verified',
      details: {
        checked: true,
        why,
        code: found.which,
        strength: found.strength,
        attemptId,
        requestId: row.request_id,
        exposed: row.channel === 'chat',
        mustChange,
        weak: hashed.weak,
      },
    });
    if (found.stale) {
      await codes.rehash(tx, found.codeId, hashed);
      await audit.append(tx, {
        ...subject(row, agent),
        action: 'code.rehashed',
        outcome: 'done',
        details: { code: found.which },
      });
    }
    const exposedNow = row.channel === 'chat' ? now : null;
    return {
      ...grant,
      code_exposed_at: found.exposedAt ?? exposedNow,
      code_must_change_at: found.mustChangeAt,
      code_weak: hashed.weak ? 1 : 0,
    };
  }

  async #grant(
    tx: Tx,
    row: queries.VerificationRow,
    { claimant, permissions }: Claimed,
    { strength, mustChangeAt }: Found,
    now: number,
  ): Promise<Changed> {
    const catalogue = (await queries.catalogue(tx)).map(requestViewOf);
    const mustChange = mustChangeAt !== null;
    const facts = { strength, mustChange, isOwner: claimant.owner, permissions };
    const lists = grantFor({ ...facts, catalogue });
    return queries.insertGrant(tx, {
      verificationId: row.id,
      accountId: row.account_id,
      agentId: row.agent_id,
      issuedAt: now,
      expiresAt: now + grantDurationMs,
      lists: JSON.stringify(lists),
    });
  }

  async #settleFailure(
    tx: Tx,
    { agent, row, charged, now }: Settling,
    { why, codeId }: CodeMatch & { match: false },
  ): Promise<Changed> {
    const { audit, alerts, agentLimits, codes, throttle } = this.#parts;
    const { attemptId } = charged;
    await queries.settleAttempt(tx, attemptId, { outcome: 'not_verified', why, codeId }, now);
    if (row.channel === 'chat' && codeId !== null) await codes.markExposed(tx, codeId, now);
    const failures = await throttle.failures(tx, row.account_id, row.contact_id);
    await audit.append(tx, {
      ...subject(row, agent),
      action: 'verification.attempted',
      outcome: 'not_verified',
      details: {
        checked: true,
        why,
        attemptId,
        failures,
        requestId: row.request_id,
        exposed: row.channel === 'chat' && codeId !== null,
      },
    });
    if (failures >= failuresUntilDisabled)
      await audit.append(tx, {
        ...subject(row, agent),
        action: 'verification.code_disabled',
        outcome: 'done',
        details: { failures },
      });
    await agentLimits.noteFailure(tx, agent.staffId, now);
    await alerts.noteFailure(tx, now);
    return {};
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
