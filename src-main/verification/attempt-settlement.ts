import type { VerificationView } from '#shared/contract/verification.contract.ts';
import { grantDurationMs, grantFor } from '#shared/rules/grant-rules.ts';
import { failuresUntilDisabled } from '#shared/rules/throttle-schedule.ts';
import type { AlertsService } from '../alerts/alerts.service.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { CodeMatch } from '../codes/code-match.ts';
import type { CompareCodesService } from '../codes/compare-codes.service.ts';
import type { HashedCode } from '../codes/hashed-code.ts';
import type { StoredCodesService } from '../codes/stored-codes.service.ts';
import type { SignedIn } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Tx } from '../platform/database/schema.ts';
import type { AgentLimitsService } from '../throttle/agent-limits.service.ts';
import { contactKey, type ThrottleService } from '../throttle/throttle.service.ts';
import * as queries from './verification.queries.ts';
import { subject } from './verification.service.ts';
import { type Claimed, requestViewOf, type VerificationViews } from './verification-views.ts';

interface Parts {
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly comparing: CompareCodesService;
  readonly stored: StoredCodesService;
  readonly throttle: ThrottleService;
  readonly agentLimits: AgentLimitsService;
  readonly alerts: AlertsService;
  readonly views: VerificationViews;
}

/** A try that is spent, whatever comes of it; the row is the call's as it was then. */
export interface Charged {
  readonly row: queries.VerificationRow;
  readonly attemptId: number;
  readonly charge: number;
}

/** What the two ways of settling share; the row is the call's as it was before. */
interface Settling {
  readonly agent: SignedIn;
  readonly row: queries.VerificationRow;
  readonly claimed: Claimed;
  readonly charged: Charged;
  readonly now: number;
}

/** What settling changed in the call's row. */
type Changed = Partial<queries.VerificationRow>;
type Found = CodeMatch & { match: true };
/** A code as said, and whether the policy of today refuses it whatever is on file. */
type SaidCode = HashedCode & { readonly weak: boolean };

/** What comes of a try that was charged, once its code is hashed: verdict, counters, grant, record. */
export class AttemptSettlement {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Settles a try by what is stored now, so that a code replaced meanwhile verifies nobody. Returns
   * the verification with its verdict.
   */
  async settle(
    tx: Tx,
    agent: SignedIn,
    charged: Charged,
    hashed: SaidCode,
  ): Promise<VerificationView> {
    const { clock, comparing, views } = this.#parts;
    const now = clock.now();
    const row = await views.own(tx, charged.row.id, agent.staffId);
    const claimed = await views.claimed(tx, row);
    const settling = { agent, row, claimed, charged, now };
    const { match, standing } = await comparing.compare(tx, claimed.claimant, hashed);
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
    const { audit, stored, throttle } = this.#parts;
    const { attemptId, charge } = charged;
    // A call that ended while its code was checked is granted nothing, and nobody was verified.
    const ended = row.ended_at !== null;
    const why = ended ? 'call_ended' : 'match';
    const settled = { outcome: 'verified', why, codeId: found.codeId } as const;
    await queries.settleAttempt(tx, attemptId, settled, now);
    const key = contactKey(row.account_id, row.contact_id);
    await throttle.forgive(tx, { scope: 'contact', key }, charge);
    const granted = !ended && row.grant_issued_at === null;
    // Before it grants anything: one that waited may turn out to be another's, and to be changed.
    const mustChangeAt = found.stale
      ? await stored.rehash(tx, found.codeId, hashed, now)
      : found.mustChangeAt;
    const mustChange = mustChangeAt !== null;
    const grant = granted
      ? await this.#grant(tx, row, claimed, { ...found, mustChangeAt }, now)
      : {};
    if (row.channel === 'chat') await stored.markExposed(tx, found.codeId, now);
    // One known as weak, by what is on file for one, stays so until it is replaced.
    const weak = found.weak || hashed.weak;
    // Seldom anything to note: it costs a statement only then.
    if (granted && mustChange)
      await stored.noteMatch(tx, found.codeId, { must_change_used_at: now });
    if (weak && !found.weak) await stored.noteMatch(tx, found.codeId, { weak: 1 });
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
        weak,
      },
    });
    if (found.stale)
      await audit.append(tx, {
        ...subject(row, agent),
        action: 'code.rehashed',
        outcome: 'done',
        details: { code: found.which },
      });
    const exposedNow = row.channel === 'chat' ? now : null;
    return {
      ...grant,
      code_exposed_at: found.exposedAt ?? exposedNow,
      code_must_change_at: mustChangeAt,
      code_weak: weak ? 1 : 0,
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
    const status = row.account_status;
    const facts = { strength, mustChange, isOwner: claimant.owner, permissions, status };
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
    const { audit, alerts, agentLimits, stored, throttle } = this.#parts;
    const { attemptId } = charged;
    await queries.settleAttempt(tx, attemptId, { outcome: 'not_verified', why, codeId }, now);
    if (row.channel === 'chat' && codeId !== null) await stored.markExposed(tx, codeId, now);
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
