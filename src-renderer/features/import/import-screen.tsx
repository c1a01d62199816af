import { useEffect } from 'react';
import type { ImportView } from '#shared/contract/import.contract.ts';
import type { CallError } from '#shared/result.ts';
import { commonStrings } from '../../strings/common.ts';
import { importStrings as words } from '../../strings/import.ts';
import { Banner } from '../../ui/banner.tsx';
import { explainError } from '../../ui/explain-error.ts';
import { Spinner } from '../../ui/spinner.tsx';
import { ErrorState } from '../../ui/state-message.tsx';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
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
  return <Runs runs={runs} error={error} />;
}

interface RunsProps {
  runs: readonly ImportView[];
  error: CallError | null;
}

function Runs({ runs, error }: RunsProps) {
  const list = useKeptFocus<HTMLElement>('list');
  return (
    <section ref={list} tabIndex={-1} aria-label={words.list.title} className={styles.list}>
      {runs.some(isUnderWay) ? null : <NewImport />}
      {error && (
        <Banner tone="danger" shape="strip" live="alert">
          {explainError(error).message}
        </Banner>
      )}
      <RunsTable runs={runs} onOpen={({ runId }) => showRun(runId)} />
    </section>
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
