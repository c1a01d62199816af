import { create } from 'zustand';
import type { OutputOf } from '#shared/contract/index.ts';
import type { setupChannels } from '#shared/contract/setup.contract.ts';
import type { CallError } from '#shared/result.ts';
import { onRefusal } from '../../bridge/bridge-state.ts';
import { desk } from '../../bridge/desk.ts';

export type SetupStatus = OutputOf<(typeof setupChannels)['status']>;
/** A set-up that has begun: its keys are made, nothing is written yet. */
export type Begun = OutputOf<(typeof setupChannels)['begin']>;

interface SetupState {
  readonly status: SetupStatus | null;
  /** Why the status can't be had. */
  readonly error: CallError | null;
}

/** How the store stands. */
export const useSetupStore = create<SetupState>(() => ({ status: null, error: null }));

export function setStatus(status: SetupStatus): void {
  useSetupStore.setState({ status, error: null });
}

/** Asks how the store stands. */
export async function loadStatus(): Promise<void> {
  const result = await desk.setup.status({});
  if (result.ok) setStatus(result.value);
  else useSetupStore.setState({ error: result.error });
}

// Whoever answers in the server's place is no server that comes back by itself: the screen says so.
onRefusal((code) => {
  if (code === 'server_changed') void loadStatus();
});
