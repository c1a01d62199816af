import { create } from 'zustand';
import type { OpenSessionView } from '#shared/contract/session.contract.ts';
import type { CallError } from '#shared/result.ts';
import { desk } from '../../bridge/desk.ts';
import { onSessionEnded, sitting } from '../session/session.store.ts';

interface SignedInState {
  readonly sessions: readonly OpenSessionView[] | null;
  readonly error: CallError | null;
}

const nothing: SignedInState = { sessions: null, error: null };

/** Every sign-in that has not ended. */
export const useSignedIn = create<SignedInState>(() => nothing);

/** Loads the list again; what is shown stays until the answer is there. */
export async function loadSignedIn(): Promise<void> {
  const holds = sitting();
  const result = await desk.session.list({});
  if (!holds()) return;
  if (result.ok) useSignedIn.setState({ sessions: result.value.sessions, error: null });
  else useSignedIn.setState({ error: result.error });
}

onSessionEnded(() => useSignedIn.setState(nothing));
