import { create } from 'zustand';
import type { ApprovalView } from '#shared/contract/approvals.contract.ts';
import type { CallError } from '#shared/result.ts';
import { desk } from '../../bridge/desk.ts';
import { onDeskLocked, onSessionEnded, sitting } from '../session/session.store.ts';

interface ApprovalsState {
  /** What waits for a supervisor, oldest first; null before the first answer. */
  readonly approvals: readonly ApprovalView[] | null;
  readonly error: CallError | null;
}

const empty: ApprovalsState = { approvals: null, error: null };

export const useApprovalsStore = create<ApprovalsState>(() => empty);
const { setState } = useApprovalsStore;

/** Fetches what waits; what is known stays until the answer is here. */
export async function loadApprovals(): Promise<void> {
  const holds = sitting();
  const result = await desk.approvals.list({});
  if (!holds()) return;
  if (result.ok) setState({ approvals: result.value.approvals, error: null });
  else setState({ error: result.error });
}

const forget = () => setState(empty);
onDeskLocked(forget);
onSessionEnded(forget);
