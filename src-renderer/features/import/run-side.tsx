import type { ImportView } from '#shared/contract/import.contract.ts';
import { importFailureWords } from '#shared/contract/import-words.ts';
import { importStrings as words } from '../../strings/import.ts';
import { Banner } from '../../ui/banner.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { AppliedSide } from './applied-side.tsx';
import { CancelImport } from './cancel-import.tsx';
import styles from './import-screen.module.css';
import { ReadySide } from './ready-side.tsx';

interface RunSideProps {
  run: ImportView;
  onChangeColumns: () => void;
}

/** How the import stands, and what can be done about it. */
export function RunSide(props: RunSideProps) {
  return (
    <aside className={styles.side} aria-label={words.states[props.run.state]}>
      <Standing {...props} />
    </aside>
  );
}

function Standing({ run, onChangeColumns }: RunSideProps) {
  switch (run.state) {
    case 'ready':
      return <ReadySide run={run} onChangeColumns={onChangeColumns} />;
    case 'applied':
      return <AppliedSide run={run} />;
    case 'undone':
      return (
        <Banner tone="info" title={words.undoneTitle}>
          {words.undoneWords}
        </Banner>
      );
    case 'cancelled':
      return (
        <Banner tone="info" title={words.cancelledTitle}>
          {words.cancelledWords}
        </Banner>
      );
    case 'failed':
      return (
        <Banner tone="danger" title={words.failedTitle}>
          {run.failure && importFailureWords[run.failure]}
        </Banner>
      );
    default:
      return <UnderWay run={run} label={words.goingOn[run.state]} />;
  }
}

function UnderWay({ run, label }: { run: ImportView; label: string }) {
  const { state, progress } = run;
  const far = state === 'reading' ? words.farBytes : words.far;
  return (
    <>
      <ProgressBar
        label={label}
        done={progress?.done ?? 0}
        of={progress?.of ?? null}
        words={progress ? far(progress.done, progress.of, progress.left) : ''}
      />
      {state !== 'reading' && <p className={styles.quiet}>{words.goesOn}</p>}
      {state !== 'undoing' && (
        <div>
          <CancelImport run={run} />
        </div>
      )}
    </>
  );
}
