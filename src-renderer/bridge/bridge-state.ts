import { create } from 'zustand';
import type { ErrorCode } from '#shared/result.ts';

interface BridgeState {
  /** `down`: the last call got no answer. `closed`: this browser is not let in (any more). */
  readonly connection: 'up' | 'down' | 'closed';
}

/** How the way to the backend stands, for the shell to show. */
export const useBridge = create<BridgeState>(() => ({ connection: 'up' }));

export function setConnection(connection: BridgeState['connection']): void {
  if (useBridge.getState().connection !== connection) useBridge.setState({ connection });
}

type RefusalListener = (code: ErrorCode, channel: string) => void;
const listeners = new Set<RefusalListener>();

/** Tells of every refused call: the session feature listens for what ends or locks it. */
export function onRefusal(listener: RefusalListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function tellRefusal(code: ErrorCode, channel: string): void {
  for (const listener of listeners) listener(code, channel);
}
