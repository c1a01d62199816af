import { useState } from 'react';
import type { ImportView } from '#shared/contract/import.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { importStrings as words } from '../../strings/import.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { showToast } from '../../ui/messages.store.ts';
import { useAction } from '../../ui/use-action.ts';
import { putRun, receivedBytes, stopSending } from './import.store.ts';

/** Gives an import up; asks first, and names what is lost. */
export function CancelImport({ run }: { run: ImportView }) {
  const [asked, setAsked] = useState(false);
  const action = useAction(desk.import.cancel);
  const cancel = async () => {
    const cancelled = await action.run({ runId: run.runId });
    if (!cancelled) return;
    setAsked(false);
    stopSending();
    putRun(cancelled);
    showToast(words.cancel.done);
  };
  return (
    <>
      <Button onPress={() => setAsked(true)}>{words.cancel.button}</Button>
      <Dialog
        open={asked}
        onClose={() => setAsked(false)}
        title={words.cancel.question}
        role="alertdialog"
        width="small"
        footer={
          <>
            <Button autoFocus onPress={() => setAsked(false)}>
              {goesOn(run) ? words.cancel.letGoOn : words.cancel.keep}
            </Button>
            <Button tone="danger" busy={action.busy} onPress={() => void cancel()}>
              {words.cancel.button}
            </Button>
          </>
        }
      >
        <p>{lossWords(run)}</p>
        <FormError error={action.error} />
      </Dialog>
    </>
  );
}

const goesOn = ({ state, received, pieces }: ImportView) =>
  state !== 'ready' && (state !== 'receiving' || received < pieces);

/** What is lost if it is cancelled now. */
function lossWords({ state, received, pieces, bytes, rows }: ImportView): string {
  const { losses } = words.cancel;
  if (state === 'applying') return losses.written;
  if (state === 'ready') return losses.dryRun(rows.new, rows.changed, rows.refused);
  if (state === 'reading') return losses.read;
  return received < pieces ? losses.part(receivedBytes(received, bytes)) : losses.columns;
}
