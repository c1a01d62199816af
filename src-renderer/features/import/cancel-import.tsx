import { useState } from 'react';
import type { ImportView } from '#shared/contract/import.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { importStrings as words } from '../../strings/import.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormError } from '../../ui/form-end.tsx';
import { showToast } from '../../ui/messages.tsx';
import { useAction } from '../../ui/use-action.ts';
import { putRun, stopSending } from './import.store.ts';

/** Gives an import up; asks first where work would be lost. */
export function CancelImport({ run }: { run: ImportView }) {
  const [asked, setAsked] = useState(false);
  const action = useAction(desk.import.cancel);
  const cancel = async () => {
    const cancelled = await action.run({ runId: run.runId });
    if (!cancelled) return;
    setAsked(false);
    stopSending();
    putRun(cancelled);
    showToast(words.cancelled);
  };
  const press = () => (run.state === 'applying' ? setAsked(true) : void cancel());
  return (
    <>
      <Button busy={action.busy && !asked} onPress={press}>
        {words.cancel}
      </Button>
      {!asked && <FormError error={action.error} />}
      <Dialog
        open={asked}
        onClose={() => setAsked(false)}
        title={words.cancelQuestion}
        role="alertdialog"
        width="small"
        footer={
          <>
            <Button autoFocus onPress={() => setAsked(false)}>
              {words.keepOn}
            </Button>
            <Button tone="danger" busy={action.busy} onPress={() => void cancel()}>
              {words.cancel}
            </Button>
          </>
        }
      >
        <p>{words.cancelWords}</p>
        <FormError error={action.error} />
      </Dialog>
    </>
  );
}
