import { useEffect } from 'react';
import { onReturn } from '../bridge/bridge-state.ts';
import { followEvents, type Look } from '../bridge/events.ts';
import { loadSession, takePulse, useSessionStore } from '../features/session/session.store.ts';
import { loadStatus } from '../features/setup/setup.store.ts';
import { noticeStrings } from '../strings/shell.ts';
import { announce } from '../ui/messages.store.ts';

/** Looks again where the backend says that something has changed, and everywhere after it was away. */
export function useDeskEvents(): void {
  const signedIn = useSessionStore(({ session }) => session?.staffId);
  useEffect(() => onReturn(() => void lookEverywhere()), []);
  useEffect(
    () => (signedIn === undefined ? undefined : followEvents((where) => void look(where))),
    [signedIn],
  );
}

async function lookEverywhere(): Promise<void> {
  announce(noticeStrings.answersAgain);
  await loadStatus();
  if (useSessionStore.getState().session !== undefined) await look(['session', 'pulse']);
}

async function look(where: Look): Promise<void> {
  if (where.includes('session')) await loadSession();
  const { session } = useSessionStore.getState();
  if (where.includes('pulse') && session?.state === 'active') await takePulse();
}
