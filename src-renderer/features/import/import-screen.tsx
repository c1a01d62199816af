import { useEffect } from 'react';
import { commonStrings } from '../../strings/common.ts';
import { importStrings as words } from '../../strings/import.ts';
import { FormError } from '../../ui/form-error.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { ErrorState } from '../../ui/state-message.tsx';
import { usePulse } from '../session/session.store.ts';
import { FileChooser } from './file-chooser.tsx';
import { importFile, isUnderWay, loadRuns, showRun, useImports } from './import.store.ts';
import styles from './import-screen.module.css';
import { RunPage } from './run-page.tsx';
import { RunsTable } from './runs-table.tsx';

/** Accounts from a file: one import at a time, and those there were. For supervisors. */
export function ImportScreen() {
  const { runs, shownId, error } = useImports();
  const pulse = usePulse();
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each pulse, what it shows may be old.
  useEffect(() => {
    void loadRuns();
  }, [pulse]);

  if (runs === null)
    return error ? (
      <ErrorState error={error} onRetry={() => void loadRuns()} />
    ) : (
      <div className={styles.loading}>
        <Spinner label={commonStrings.loading} />
      </div>
    );
  const shown = runs.find(({ runId }) => runId === shownId);
  if (shown) return <RunPage key={shown.runId} run={shown} />;
  return (
    <div className={styles.list}>
      {runs.some(isUnderWay) ? null : <NewImport />}
      <FormError error={error} />
      <RunsTable runs={runs} onOpen={({ runId }) => showRun(runId)} />
    </div>
  );
}

function NewImport() {
  return (
    <section className={styles.start} aria-label={words.choose.title}>
      <FileChooser onChoose={(file) => void importFile(file)} />
      <div className={styles.startWords}>
        <p>{words.choose.help}</p>
        <p className={styles.quiet}>{words.choose.safe}</p>
      </div>
    </section>
  );
}
