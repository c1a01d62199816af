import { create } from 'zustand';
import type { EnableRequestView } from '#shared/contract/codes.contract.ts';
import type { CallError } from '#shared/result.ts';
import { desk } from '../../bridge/desk.ts';
import { onDeskLocked, onSessionEnded } from '../session/session.store.ts';

interface EnableRequestsState {
  /** What waits for a supervisor, oldest first; null before the first answer. */
  readonly requests: readonly EnableRequestView[] | null;
  readonly error: CallError | null;
}

const empty: EnableRequestsState = { requests: null, error: null };

export const useEnableRequestsStore = create<EnableRequestsState>(() => empty);
const { setState } = useEnableRequestsStore;

/** Fetches what waits; what is known stays until the answer is here. */
export async function loadEnableRequests(): Promise<void> {
  const result = await desk.codes.listEnableRequests({});
  if (result.ok) setState({ requests: result.value.requests, error: null });
  else setState({ error: result.error });
}

const forget = () => setState(empty);
onDeskLocked(forget);
onSessionEnded(forget);
