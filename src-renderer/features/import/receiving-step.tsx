import type { ImportView } from '#shared/contract/import.contract.ts';
import type { ErrorCode } from '#shared/result.ts';
import { importStrings as words } from '../../strings/import.ts';
import { Button } from '../../ui/button.tsx';
import { FormActions } from '../../ui/form.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { CancelImport } from './cancel-import.tsx';
import { FileChooser } from './file-chooser.tsx';
import { goOnWith, receivedBytes, useImports } from './import.store.ts';
import styles from './import-screen.module.css';

/** The file on its way; where it has stopped, the same file brings the rest. */
export function ReceivingStep({ run }: { run: ImportView }) {
  const sent = useImports((state) => (state.sent?.runId === run.runId ? state.sent : null));
  const done = receivedBytes(run.received, run.bytes);
  const error = sent?.error ?? null;
  const goesOn = sent !== null && error === null;
  const again = sent && error && isPassing(error.code) ? sent.file : null;
  return (
    <div className={styles.step}>
      <ProgressBar
        label={words.goingOn.receiving}
        done={done}
        of={run.bytes}
        words={words.sending.far(done, run.bytes)}
      />
      {!goesOn && (
        <>
          <FormError error={error} />
          <p>{words.sending.stopped(done, run.bytes)}</p>
          {sent === null && <p className={styles.quiet}>{words.sending.elsewhere}</p>}
          <FileChooser quiet={again !== null} onChoose={(file) => void goOnWith(run, file)} />
        </>
      )}
      <FormActions>
        {again && (
          <Button tone="primary" onPress={() => void goOnWith(run, again)}>
            {words.sending.goOn}
          </Button>
        )}
        <CancelImport run={run} />
      </FormActions>
    </div>
  );
}

/** Whether the same file may be taken the next time: it was not the file that was wrong. */
function isPassing(code: ErrorCode): boolean {
  return code !== 'conflict' && code !== 'invalid_input' && code !== 'not_found';
}
