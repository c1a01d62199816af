import { create } from 'zustand';
import type { OutputOf } from '#shared/contract/index.ts';
import type {
  EndWhy,
  SessionView,
  SignInVerdict,
  sessionChannels,
} from '#shared/contract/session.contract.ts';
import type { Result } from '#shared/result.ts';
import { isUndecided } from '#shared/rules/undecided.ts';
import { onRefusal } from '../../bridge/bridge-state.ts';
import { desk } from '../../bridge/desk.ts';
import { clearMessages } from '../../ui/messages.store.ts';

export type Pulse = OutputOf<(typeof sessionChannels)['pulse']>;

interface SessionState {
  /** Undefined until it was asked for; null when nobody is signed in. */
  readonly session: SessionView | null | undefined;
  readonly pulse: Pulse | null;
  /** The sign-in ended without the person's doing, and why, if it is known: said at the next one. */
  readonly ended: EndWhy | 'unknown' | null;
}

/** Who sits at this desk, and what its heartbeat last said. */
export const useSessionStore = create<SessionState>(() => ({
  session: undefined,
  pulse: null,
  ended: null,
}));

type Listener = () => void;
const lockListeners = new Set<Listener>();
const endListeners = new Set<Listener>();

/** Runs when the desk locks: wipe what was typed. Calls in progress stay. */
export function onDeskLocked(listener: Listener): () => void {
  lockListeners.add(listener);
  return () => lockListeners.delete(listener);
}

/** Runs when the sign-in ends or somebody else's begins: forget everything. */
export function onSessionEnded(listener: Listener): () => void {
  endListeners.add(listener);
  return () => endListeners.delete(listener);
}

/** How often the desk was locked or left here. */
let sittings = 0;

/**
 * Whether the desk has been neither locked nor left since this was asked for: an answer that comes
 * later belongs to nobody any more, least of all on the next person's screen.
 */
export function sitting(): () => boolean {
  const own = sittings;
  return () => own === sittings;
}

/** How often somebody's sign-in ended here. */
let endings = 0;

/**
 * Whether whoever was signed in when this was asked for still is, also if the desk was locked in
 * between: for answers about what goes on behind the lock, calls for one.
 */
export function sameSignIn(): () => boolean {
  const own = endings;
  return () => own === endings;
}

function tell(listeners: ReadonlySet<Listener>): void {
  sittings += 1;
  for (const listener of listeners) listener();
}

/** The session as it is now known to be; null is signed out. */
export function setSession(session: SessionView | null): void {
  const before = useSessionStore.getState().session;
  if (before && before.staffId !== session?.staffId) {
    endings += 1;
    tell(endListeners);
    clearMessages();
    useSessionStore.setState({ pulse: null });
  }
  if (before?.state === 'active' && session?.state === 'locked') {
    tell(lockListeners);
    clearMessages();
  }
  useSessionStore.setState({ session, ...(session ? { ended: null } : {}) });
}

/** How often this screen was locked or left: what was asked before says nothing of the time after. */
let leavings = 0;

/** Hides the desk at once, on the screen's side. */
function hideDesk(): void {
  const { session } = useSessionStore.getState();
  if (session?.state !== 'active') return;
  leavings += 1;
  setSession({ ...session, state: 'locked' });
}

/**
 * Asks a password's check (sign-in, unlock, change), and takes in whom it lets in. Whoever has given
 * the password owes no lock of before; one that came while it was checked holds.
 */
export async function askToLetIn(
  check: () => Promise<Result<SignInVerdict>>,
): Promise<Result<SignInVerdict>> {
  const before = leavings;
  const result = await check();
  if (before === leavings && result.ok && result.value.kind === 'signed_in') {
    setOwed(null);
    // What was said to bring them here, "sign in" for one, is done.
    clearMessages();
    setSession(result.value.session);
  }
  return result;
}

type Leaving = 'lock' | 'signOut';
const owedItem = 'countersign-owed';

/**
 * What a backend that was away has still to be told. Until then it thinks the desk is open, and what
 * it says of the session must not open it. The word is kept, so that a reload doesn't undo it.
 */
let owed = keptOwed();

function keptOwed(): Leaving | null {
  const word = localStorage.getItem(owedItem);
  return word === 'lock' || word === 'signOut' ? word : null;
}

function setOwed(what: Leaving | null): void {
  owed = what;
  if (what === null) localStorage.removeItem(owedItem);
  else localStorage.setItem(owedItem, what);
}

/** Whether the backend answers, and can't do it by a defect of its own or of its store. */
async function tellLeaving(what: Leaving): Promise<boolean> {
  setOwed(what);
  const result = await desk.session[what]({});
  if (owed === what && (result.ok || !isUndecided(result.error.code))) setOwed(null);
  return !result.ok && (result.error.code === 'internal' || result.error.code === 'store_damaged');
}

/** Locks the session: the screen first, then the backend. */
export async function lockDesk(): Promise<void> {
  hideDesk();
  await tellLeaving('lock');
}

/** Ends the session and its calls; on this screen also while the backend is away. */
export async function signOut(): Promise<void> {
  leavings += 1;
  await tellLeaving('signOut');
  setSession(null);
}

/**
 * Asks who is signed in at this door. Gives undefined when the backend does not answer, and when its
 * answer was asked for before the screen was locked or left.
 */
export async function loadSession(): Promise<SessionView | null | undefined> {
  const fails = owed !== null && (await tellLeaving(owed));
  if (owed !== null) {
    // A fresh page has nothing else to show, and must not wait for ever: a new sign-in pays as well.
    if (fails && useSessionStore.getState().session === undefined) setSession(null);
    return undefined;
  }
  const before = leavings;
  const result = await desk.session.current({});
  if (!result.ok || before !== leavings) return undefined;
  const { session, ended } = result.value;
  const shown = useSessionStore.getState();
  setSession(session);
  if (!session)
    useSessionStore.setState({ ended: ended ?? (shown.session ? 'unknown' : shown.ended) });
  return session;
}

/** Asks for the heartbeat. What it refuses (locked, ended) is taken in by `onRefusal` below. */
export async function takePulse(): Promise<void> {
  const result = await desk.session.pulse({});
  if (result.ok) useSessionStore.setState({ pulse: result.value });
}

onRefusal((code) => {
  const { session } = useSessionStore.getState();
  if (!session) return;
  if (code === 'session_locked') hideDesk();
  else if (code === 'password_change_due') void loadSession();
  else if (code === 'not_signed_in') {
    setSession(null);
    useSessionStore.setState({ ended: 'unknown' });
    void loadSession();
  }
});

/** The signed-in person. Only for what is shown while somebody is signed in. */
export function useSession(): SessionView {
  const session = useSessionStore((state) => state.session);
  if (!session) throw new Error('nobody is signed in');
  return session;
}

/** The heartbeat's last words, or null before the first. */
export function usePulse(): Pulse | null {
  return useSessionStore((state) => state.pulse);
}
