import type { LeaveNeed } from '#shared/contract/leave.ts';
import { type Change, requestOf } from '#shared/rules/leave-rules.ts';
import type { AuditService } from '../audit/audit.service.ts';
import type { SignedIn } from '../platform/call.ts';
import { OnceEach } from '../platform/once-each.ts';
import { Refusal } from '../platform/refusal.ts';

/** What was to be changed without leave, by whom, and what is missing. */
interface RefusedLeave {
  readonly who: SignedIn;
  readonly accountId: number;
  readonly verificationId: number | null;
  readonly change: Change;
  readonly need: LeaveNeed;
}

const words: Readonly<Record<LeaveNeed, string>> = {
  verification: 'Verify the caller first, or ask a supervisor.',
  step_up:
    'The code alone is not enough for this. Call a number on record back and ask a supervisor.',
  approval: 'This needs a call-back to a number on record and a supervisor’s approval first.',
  permission: 'This caller may not ask for that.',
  supervisor: 'Without a verified caller only a supervisor may do this, with a reason.',
};

/** Refuses a change for want of leave. It undoes the transaction, so it is recorded after it. */
export class LeaveRefusal extends Refusal {
  readonly refused: RefusedLeave;

  constructor(refused: RefusedLeave) {
    super('not_allowed', words[refused.need], { need: refused.need });
    this.refused = refused;
  }
}

type AnyHandler = (...given: never[]) => Promise<unknown>;

/**
 * The same handlers, which put on record when leave was refused: once for each session, account,
 * change and what was missing, since whoever repeats it must not fill the log.
 */
export function recordingRefusals<Handlers extends Readonly<Record<string, AnyHandler>>>(
  handlers: Handlers,
  audit: Pick<AuditService, 'note'>,
): Handlers {
  const noted = new OnceEach();
  const note = (refused: RefusedLeave) => {
    const { who, accountId, change, need } = refused;
    return noted.do(who.sessionId, `${accountId} ${change} ${need}`, () => record(refused, audit));
  };
  const recording = Object.entries(handlers).map(([name, handler]) => [
    name,
    async (...given: never[]) => {
      try {
        return await handler(...given);
      } catch (error) {
        if (error instanceof LeaveRefusal) await note(error.refused);
        throw error;
      }
    },
  ]);
  return Object.fromEntries(recording) as Handlers;
}

function record(refused: RefusedLeave, audit: Pick<AuditService, 'note'>): Promise<void> {
  const { who, accountId, verificationId, change, need } = refused;
  return audit.note({
    actor: { staffId: who.staffId, role: who.role },
    action: 'leave.refused',
    outcome: 'refused',
    accountId,
    details: { change, need, requestId: requestOf[change], offered: verificationId },
  });
}
