import { useEffect, useState } from 'react';
import { codesStrings as words } from '../../strings/codes.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useHotkeys, useKeyHint } from '../../ui/hotkeys/use-hotkeys.ts';
import { usePulse } from '../session/session.store.ts';
import { loadEnableRequests } from './enable-requests.store.ts';
import { EnableRequests } from './enable-requests.tsx';

/** Tells supervisors that disabled codes wait for a decision, and opens them. */
export function EnableRequestsNotice() {
  const waiting = usePulse()?.enableRequestsWaiting ?? 0;
  const [open, setOpen] = useState(false);
  const hint = useKeyHint('X');
  // biome-ignore lint/correctness/useExhaustiveDependencies: another count means another list.
  useEffect(() => {
    if (open) void loadEnableRequests();
  }, [open, waiting]);
  useHotkeys([
    {
      keys: 'X',
      label: words.openKey,
      bar: words.openBar,
      enabled: waiting > 0,
      run: () => setOpen(true),
    },
  ]);
  return (
    <>
      {waiting > 0 && (
        <Banner
          tone="warn"
          shape="strip"
          title={words.waitingTitle(waiting)}
          action={
            <Button size="small" hint={hint} onPress={() => setOpen(true)}>
              {words.decide}
            </Button>
          }
        >
          {words.waitingHelp}
        </Banner>
      )}
      <Dialog open={open} onClose={() => setOpen(false)} title={words.title} width="large">
        <EnableRequests />
      </Dialog>
    </>
  );
}
