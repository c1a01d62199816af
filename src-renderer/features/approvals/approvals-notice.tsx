import { useEffect, useState } from 'react';
import { approvalsStrings as words } from '../../strings/approvals.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useHotkeys, useKeyHint } from '../../ui/hotkeys/use-hotkeys.ts';
import { usePulse } from '../session/session.store.ts';
import { loadApprovals } from './approvals.store.ts';
import { Approvals } from './approvals.tsx';

/** Tells supervisors that disabled codes wait for a decision, and opens them. */
export function ApprovalsNotice() {
  const waiting = usePulse()?.approvalsWaiting ?? 0;
  const [open, setOpen] = useState(false);
  const hint = useKeyHint('X');
  // biome-ignore lint/correctness/useExhaustiveDependencies: another count means another list.
  useEffect(() => {
    if (open) void loadApprovals();
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
        <Approvals />
      </Dialog>
    </>
  );
}
