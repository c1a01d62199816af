import { useEffect, useRef } from 'react';
import { showView, useView } from '../../app/view.store.ts';
import { onReturn } from '../../bridge/bridge-state.ts';
import { callKeyStrings } from '../../strings/verification.ts';
import { useHotkeys, useKeyHint } from '../../ui/hotkeys/use-hotkeys.ts';
import { useMedia } from '../../ui/use-media.ts';
import { retryLookup, useLookupStore } from '../accounts/lookup.store.ts';
import { LookupBox } from '../accounts/lookup-box.tsx';
import { catchUpWithCalls, openFromResult, resumeCalls } from './call-actions.ts';
import { focusPlace, showPane, takeFocus, useFocusPlace, usePaneStore } from './desk-focus.ts';
import './desk-memory.ts';
import { loadCatalogue } from './intake.store.ts';

/** Where results and account share a column: see desk-screen.module.css. */
const fewColumns = '(width < 1060px)';

/** The look-up in the top bar. It is there with every view, and choosing leads to the desk. */
export function DeskLookUp() {
  const input = useRef<HTMLInputElement>(null);
  const hint = useKeyHint('/');
  const view = useView((state) => state.view);
  const pane = usePaneStore((state) => state.pane);
  const oneAtATime = useMedia(fewColumns);
  useFocusPlace('lookup', () => {
    input.current?.select();
    return takeFocus(input.current);
  });
  useHotkeys([
    {
      keys: '/',
      label: callKeyStrings.lookUp,
      bar: callKeyStrings.lookUpBar,
      group: callKeyStrings.group,
      run: () => focusPlace('lookup'),
    },
  ]);
  useEffect(() => {
    void loadCatalogue();
    void resumeCalls();
    return onReturn(() => {
      void catchUpWithCalls();
      if (useLookupStore.getState().error) retryLookup();
    });
  }, []);
  const use = () => {
    if (view !== 'desk') showView('desk');
    showPane('results');
  };
  return (
    <LookupBox
      hint={hint}
      inputRef={input}
      resultsInSight={view === 'desk' && (pane === 'results' || !oneAtATime)}
      onUse={use}
      onChoose={({ accountId, match }) => {
        use();
        void openFromResult(accountId, match.contactId);
      }}
    />
  );
}
