import { showToast } from '../../ui/messages.store.ts';
import { loadSession, setSession } from '../session/session.store.ts';
import { type SetupStatus, setStatus } from '../setup/setup.store.ts';

/** The desk works elsewhere from now on: nobody is signed in there yet. Says so in these words. */
export function takeUp(status: SetupStatus, words: string): void {
  setSession(null);
  setStatus(status);
  showToast(words);
  if (status.state === 'ready') void loadSession();
}
