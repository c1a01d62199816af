import { useCallback, useEffect, useReducer, useState } from 'react';
import type { CallApproval } from '#shared/contract/approvals.contract.ts';
import type { WorkChannel } from '#shared/contract/fields.ts';
import type { Leave } from '#shared/contract/leave.ts';
import type { VerificationView } from '#shared/contract/verification.contract.ts';
import { type CallerStanding, changesOfCreation } from '#shared/rules/leave-rules.ts';
import { desk } from '../../bridge/desk.ts';
import { serverNow } from '../../ui/server-time.ts';
import { useAccountStore } from '../accounts/account.store.ts';
import { useSession } from '../session/session.store.ts';
import { useCallsStore } from '../verification/calls.store.ts';
import { useNextChannel } from '../verification/channel-choice.tsx';
import {
  grantedCallOn,
  type Standing,
  standingOf,
  standingOn,
  type WantedChange,
} from './leave-standing.ts';

/** How often a supervisor's decision and the clock are looked at (milliseconds). */
const lookEvery = 3000;

/** Leave to change, as far as it is there; for `LeavePart`, which shows it. */
export interface LeaveState {
  /** What goes with the change; null while something is missing. */
  readonly leave: Leave | null;
  readonly call: VerificationView | null;
  readonly standing: Standing | null;
  /** The caller on whose word it is; null for one's own, or a new account. */
  readonly caller: CallerStanding | null;
  readonly wanted: WantedChange;
  readonly mayGiveReason: boolean;
  readonly by: Leave['by'];
  /** How the client is reached, as far as it is known. */
  readonly channel: WorkChannel;
  readonly chooseBy: (by: 'call' | 'reason') => void;
  readonly reason: string;
  readonly writeReason: (reason: string) => void;
  /** Looks at once whether something was asked or decided. */
  readonly look: () => Promise<void>;
}

/** By what right something on the account on screen may be changed: the caller's, or one's own. */
export function useLeave(accountId: number, wanted: WantedChange): LeaveState {
  const account = useAccountStore((state) => state.account);
  const calls = useCallsStore((state) => state.calls);
  const { role } = useSession();
  const next = useNextChannel();
  const [chosen, chooseBy] = useState<'call' | 'reason' | null>(null);
  const [reason, writeReason] = useState('');
  const [approvals, setApprovals] = useState<readonly CallApproval[]>([]);
  const [, tick] = useReducer((count: number) => count + 1, 0);
  const now = serverNow();
  const call = wanted.byReasonOnly ? null : grantedCallOn(accountId, calls, now);
  const verificationId = call?.verificationId ?? null;

  const look = useCallback(async () => {
    tick();
    if (verificationId === null) return;
    const found = await desk.approvals.ofCall({ verificationId });
    if (found.ok) setApprovals(found.value.approvals);
  }, [verificationId]);
  useEffect(() => {
    void look();
    const timer = setInterval(() => void look(), lookEvery);
    return () => clearInterval(timer);
  }, [look]);

  const mayGiveReason = role === 'supervisor';
  const onScreen = account?.accountId === accountId ? account : null;
  const isNew = now < (onScreen?.firstCodesUntil ?? 0);
  const byCreation =
    isNew && changesOfCreation.has(wanted.change) && !wanted.byReasonOnly && !wanted.replaces;
  const own = call === null && mayGiveReason ? 'reason' : 'call';
  const by = byCreation ? 'creation' : (chosen ?? own);
  const standing = call && onScreen ? standingOf(wanted, call, onScreen, approvals, now) : null;
  const granted = standing?.kind === 'allowed' || standing?.kind === 'approved';
  const given: Readonly<Record<Leave['by'], Leave | null>> = {
    call: granted && verificationId !== null ? { by: 'call', verificationId } : null,
    reason: reason.trim() === '' ? null : { by: 'reason', reason },
    creation: { by: 'creation', channel: next },
  };
  return {
    ...{ leave: given[by], call, standing, wanted, mayGiveReason },
    caller: by === 'call' && call && onScreen ? standingOn(onScreen, call.contactId) : null,
    channel: by === 'creation' ? next : (call?.channel ?? 'phone'),
    ...{ by, chooseBy, reason, writeReason, look },
  };
}
