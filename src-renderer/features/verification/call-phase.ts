import type {
  GrantView,
  Verdict,
  VerificationView,
} from '#shared/contract/verification.contract.ts';
import { triesInVerification } from '#shared/rules/throttle-schedule.ts';

/** What a verified caller's request comes to. */
export type Answer = 'allowed' | 'step_up' | 'approval' | 'not_permitted' | 'closed';

type Why = Extract<Verdict, { kind: 'not_verified' }>['why'];

/** What follows a code that did not verify the caller. */
export type Next =
  | { readonly kind: 'try'; readonly triesLeft: number }
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'spent' };

/** How a call stands at one moment: exactly one of these is on screen. */
export type CallPhase =
  | { readonly kind: 'ready'; readonly triesLeft: number }
  | { readonly kind: 'verified'; readonly grant: GrantView; readonly answer: Answer }
  | { readonly kind: 'expired'; readonly at: number }
  | { readonly kind: 'not_verified'; readonly why: Why; readonly next: Next }
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'disabled'; readonly justNow: boolean }
  | { readonly kind: 'spent' };

/**
 * How a call stands at `now` (Unix milliseconds), from what the backend said last. `verified`
 * comes only from a verdict of the backend and ends with its grant; a wait that has passed gives
 * one try, as the throttle does.
 */
export function phaseOf(call: VerificationView, now: number): CallPhase {
  const { verdict, throttle } = call;
  if (verdict?.kind === 'verified') {
    const { grant } = verdict;
    if (now >= grant.expiresAt) return { kind: 'expired', at: grant.expiresAt };
    return { kind: 'verified', grant, answer: answerFor(grant, call) };
  }
  if (throttle.kind === 'disabled')
    return { kind: 'disabled', justNow: verdict?.kind === 'not_verified' };
  const next = nextStep(call, now);
  if (verdict?.kind === 'not_verified') return { kind: 'not_verified', why: verdict.why, next };
  if (next.kind === 'try') return { kind: 'ready', triesLeft: next.triesLeft };
  return next;
}

/** Whether a code can be checked now. */
export function mayTry(phase: CallPhase): boolean {
  return phase.kind === 'ready' || (phase.kind === 'not_verified' && phase.next.kind === 'try');
}

function nextStep({ attemptsUsed, throttle }: VerificationView, now: number): Next {
  const left = triesInVerification - attemptsUsed;
  if (left <= 0) return { kind: 'spent' };
  if (throttle.kind === 'wait' && now < throttle.until)
    return { kind: 'wait', until: throttle.until };
  return {
    kind: 'try',
    triesLeft: throttle.kind === 'free' ? Math.min(left, throttle.triesLeft) : 1,
  };
}

/** In which of the grant's lists a request stands; one that stands in none is nobody's to ask. */
function answerFor(grant: GrantView, { requestId, accountStatus }: VerificationView): Answer {
  if (grant.allowed.includes(requestId)) return 'allowed';
  if (grant.afterStepUp.includes(requestId)) return 'step_up';
  if (grant.afterApproval.includes(requestId)) return 'approval';
  return accountStatus === 'closed' ? 'closed' : 'not_permitted';
}
