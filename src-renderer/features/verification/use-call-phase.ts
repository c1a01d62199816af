import { useEffect, useReducer } from 'react';
import type { VerificationView } from '#shared/contract/verification.contract.ts';
import { serverNow } from '../../ui/server-time.ts';
import { type CallPhase, phaseOf } from './call-phase.ts';

/** The clock is looked at this often: it can be set, and a computer can sleep (milliseconds). */
const lookEvery = 1000;

/** How a call stands, also as the clock alone changes it. */
export function useCallPhase(call: VerificationView): CallPhase {
  const [ticks, tick] = useReducer((count: number) => count + 1, 0);
  const now = serverNow();
  const { verdict, throttle } = call;
  const changes = [
    verdict?.kind === 'verified' ? verdict.grant.expiresAt : 0,
    throttle.kind === 'wait' ? throttle.until : 0,
  ].filter((at) => at > now);
  const next = changes.length > 0 ? Math.min(...changes) : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each look at the clock sets the next.
  useEffect(() => {
    if (next === null) return;
    const timer = setTimeout(tick, Math.min(lookEvery, Math.max(0, next - serverNow()) + 5));
    return () => clearTimeout(timer);
  }, [next, ticks]);
  return phaseOf(call, now);
}
