import { create } from 'zustand';
import type { ErrorCode } from '#shared/result.ts';
import type { Standing } from './standing.ts';

export interface BridgeState {
  readonly standing: Standing;
  /** Calls that have waited for an answer for longer than usual. */
  readonly late: number;
  /** While the backend is away: when it is asked next (the server's time); null while it is asked. */
  readonly nextTryAt: number | null;
  /** The backend tells by itself when to look again. */
  readonly told: boolean;
}

/** How the way to the backend stands, for the shell to show. */
export const useBridge = create<BridgeState>(() => ({
  standing: { kind: 'up' },
  late: 0,
  nextTryAt: null,
  told: false,
}));
const { getState, setState } = useBridge;

type Listener = () => void;
const returnListeners = new Set<Listener>();
const awayListeners = new Set<Listener>();

/** Runs when the backend answers again after it was away: look at everything again. */
export function onReturn(listener: Listener): () => void {
  returnListeners.add(listener);
  return () => returnListeners.delete(listener);
}

/** Runs when the backend stops answering. */
export function onAway(listener: Listener): () => void {
  awayListeners.add(listener);
  return () => awayListeners.delete(listener);
}

export function setStanding(standing: Standing): void {
  const before = getState().standing;
  if (before.kind === standing.kind) return;
  setState({ standing, nextTryAt: null });
  const heard = before.kind === 'away' ? returnListeners : [];
  for (const listener of standing.kind === 'away' ? awayListeners : heard) listener();
}

export function setNextTry(nextTryAt: number | null): void {
  setState({ nextTryAt });
}

/** Counts a call that is late, until what is given is called. */
export function countLate(): () => void {
  setState(({ late }) => ({ late: late + 1 }));
  return () => setState(({ late }) => ({ late: late - 1 }));
}

export function setTold(told: boolean): void {
  setState({ told });
}

type RefusalListener = (code: ErrorCode, channel: string) => void;
const refusalListeners = new Set<RefusalListener>();

/** Tells of every refused call: the session feature listens for what ends or locks it. */
export function onRefusal(listener: RefusalListener): () => void {
  refusalListeners.add(listener);
  return () => refusalListeners.delete(listener);
}

export function tellRefusal(code: ErrorCode, channel: string): void {
  for (const listener of refusalListeners) listener(code, channel);
}
