import type { InputOf } from '#shared/contract/index.ts';
import type {
  Verdict,
  VerificationView,
  verificationChannels,
} from '#shared/contract/verification.contract.ts';
import { canonicalCode } from '#shared/rules/canonical-code.ts';
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
import { requestViewOf, type VerificationViews } from './verification-views.ts';

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly codes: CodesService;
  readonly throttle: ThrottleService;
  readonly agentLimits: AgentLimitsService;
  readonly alerts: AlertsService;
  readonly views: VerificationViews;
}

type AttemptInput = InputOf<(typeof verificationChannels)['attempt']>;
type Charged = { readonly attemptId: number; readonly charge: number };
type Found = CodeMatch & { match: true };

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
    const { store, codes, views } = this.#parts;
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
      const row = await views.own(store, input.verificationId, agent.staffId);
      const hashed = await codes.hash(store, await views.claimant(store, row), canonical);
      return await store
        .transaction()
        .execute((tx) => this.#settle(tx, agent, input.verificationId, charged, hashed));
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
    if (await queries.grantOf(tx, verificationId))
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
    const { id } = await tx
      .insertInto('attempt')
      .values({
        verification_id: verificationId,
        account_id: row.account_id,
        contact_id: row.contact_id,
        agent_id: agent.staffId,
        charge: charge.charge,
        charged_at: now,
        settled_at: null,
        outcome: 'charged',
        why: null,
        code_id: null,
        pasted: pasted ? 1 : 0,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return { attemptId: id, charge: charge.charge };
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
    verificationId: number,
    charged: Charged,
    hashed: HashedCode,
  ): Promise<VerificationView> {
    const { clock, codes, views } = this.#parts;
    const now = clock.now();
    const row = await views.own(tx, verificationId, agent.staffId);
    const match = await codes.compare(tx, await views.claimant(tx, row), hashed);
    if (match.match) await this.#settleMatch(tx, agent, row, charged, match, hashed, now);
    else await this.#settleFailure(tx, agent, row, charged, match, now);
    return views.view(tx, await views.own(tx, verificationId, agent.staffId), now);
  }

  async #settleMatch(
    tx: Tx,
    agent: SignedIn,
    row: queries.VerificationRow,
    { attemptId, charge }: Charged,
    found: Found,
    hashed: HashedCode,
    now: number,
  ): Promise<void> {
    const { audit, codes, throttle, views } = this.#parts;
    // A call that ended while its code was checked is granted nothing, and nobody was verified.
    const ended = row.ended_at !== null;
    const why = ended ? 'call_ended' : 'match';
    const settled = { outcome: 'verified', why, codeId: found.codeId } as const;
    await queries.settleAttempt(tx, attemptId, settled, now);
    const key = contactKey(row.account_id, row.contact_id);
    await throttle.forgive(tx, { scope: 'contact', key }, charge);
    if (!ended && !(await queries.grantOf(tx, row.id))) {
      const contact = await views.contact(tx, row);
      const lists = grantFor({
        strength: found.strength,
        isOwner: contact?.kind === 'owner',
        permissions: contact?.permissions ?? [],
        catalogue: (await queries.catalogue(tx)).map(requestViewOf),
      });
      await tx
        .insertInto('verification_grant')
        .values({
          verification_id: row.id,
          account_id: row.account_id,
          agent_id: agent.staffId,
          issued_at: now,
          expires_at: now + grantDurationMs,
          ended_at: null,
          lists: JSON.stringify(lists),
        })
        .execute();
    }
    if (row.channel === 'chat') await codes.markExposed(tx, found.codeId, now);
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
  }

  async #settleFailure(
    tx: Tx,
    agent: SignedIn,
    row: queries.VerificationRow,
    { attemptId }: Charged,
    { why, codeId }: CodeMatch & { match: false },
    now: number,
  ): Promise<void> {
    const { audit, alerts, agentLimits, codes, throttle } = this.#parts;
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
  }
}

/** The store's own words say that nothing was changed; but the try was charged before, and stays so. */
function afterCharge(error: unknown): unknown {
  if (!(error instanceof Refusal) || error.code !== 'store_unavailable') return error;
  return new Refusal(
    'store_unavailable',
    'The try was counted, but the store could not be had to save what came of it. Look at this call before you try again; if it shows no verdict, nobody was verified by it.',
    error.details,
  );
}
