import { create } from 'zustand';
import type { WorkChannel } from '#shared/contract/fields.ts';
import type { RequestView } from '#shared/contract/verification.contract.ts';
import type { CallError } from '#shared/result.ts';
import { desk } from '../../bridge/desk.ts';

/** What the next call begins with, settled before the caller is. */
interface IntakeState {
  readonly catalogue: readonly RequestView[];
  readonly error: CallError | null;
  /** Null: the agent's default. */
  readonly channel: WorkChannel | null;
  /** What was asked for last; the next call begins with it. */
  readonly requestId: string | null;
}

const empty: IntakeState = { catalogue: [], error: null, channel: null, requestId: null };

export const useIntakeStore = create<IntakeState>(() => empty);
const { getState, setState } = useIntakeStore;

/** Fetches the request catalogue; what is known stays until the new one is here. */
export async function loadCatalogue(): Promise<void> {
  const result = await desk.verification.catalogue({});
  if (!result.ok) {
    setState({ error: result.error });
    return;
  }
  const catalogue = result.value.requests;
  const { requestId } = getState();
  const known = catalogue.some((request) => request.requestId === requestId);
  const usual = catalogue.find(({ tier }) => tier === 1) ?? catalogue[0];
  setState({ catalogue, error: null, ...(known ? {} : { requestId: usual?.requestId ?? null }) });
}

export function chooseChannel(channel: WorkChannel): void {
  setState({ channel });
}

export function chooseRequest(requestId: string): void {
  setState({ requestId });
}

/** The request of that id, or undefined while the catalogue is not here. */
export function useRequest(requestId: string | null): RequestView | undefined {
  return useIntakeStore(({ catalogue }) =>
    catalogue.find((request) => request.requestId === requestId),
  );
}

export function forgetIntake(): void {
  setState(empty);
}
