import { useEffect, useReducer } from 'react';
import type { VerificationView } from '#shared/contract/verification.contract.ts';
import { serverNow } from '../../ui/server-time.ts';
import { type CallPhase, phaseOf } from './call-phase.ts';

/** How a call stands, and from when on it stands differently by the clock alone. */
export function useCallPhase(call: VerificationView): CallPhase {
  const [, tick] = useReducer((ticks: number) => ticks + 1, 0);
  const now = serverNow();
  const { verdict, throttle } = call;
  const changes = [
    verdict?.kind === 'verified' ? verdict.grant.expiresAt : 0,
    throttle.kind === 'wait' ? throttle.until : 0,
  ].filter((at) => at > now);
  const next = changes.length > 0 ? Math.min(...changes) : null;
  useEffect(() => {
    if (next === null) return;
    const timer = setTimeout(tick, Math.max(0, next - serverNow()) + 5);
    return () => clearTimeout(timer);
  }, [next]);
  return phaseOf(call, now);
}
