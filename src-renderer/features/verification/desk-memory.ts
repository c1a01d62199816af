import { clearAccount } from '../accounts/account.store.ts';
import { clearLookup } from '../accounts/lookup.store.ts';
import { onDeskLocked, onSessionEnded } from '../session/session.store.ts';
import { forgetCalls, useCallsStore } from './calls.store.ts';
import { showPane } from './desk-focus.ts';
import { wipeAllDrafts } from './drafts.store.ts';
import { forgetIntake } from './intake.store.ts';

/** Nothing of a caller stays in the page of a locked desk but which calls are in progress. */
onDeskLocked(() => {
  wipeAllDrafts();
  clearAccount();
  clearLookup();
  useCallsStore.setState({ ended: null });
});

onSessionEnded(() => {
  wipeAllDrafts();
  clearAccount();
  clearLookup();
  forgetCalls();
  forgetIntake();
  showPane('results');
});
