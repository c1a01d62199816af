import { ArrowLeft } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ImportView } from '#shared/contract/import.contract.ts';
import { importStrings as words } from '../../strings/import.ts';
import { Button } from '../../ui/button.tsx';
import { Time } from '../../ui/time.tsx';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
import { ColumnsStep } from './columns-step.tsx';
import { loadRun, showRun, useImports } from './import.store.ts';
import styles from './import-screen.module.css';
import { ReceivingStep } from './receiving-step.tsx';
import { RowsPane } from './rows-pane.tsx';
import { RunBadge } from './run-badge.tsx';
import { RunSide } from './run-side.tsx';

/** One import, from its file to its end. It shows what others do with it as well. */
export function RunPage({ run }: { run: ImportView }) {
  useLookingAgain(run);
  const isThere = run.received === run.pieces;
  const title = useKeptFocus<HTMLHeadingElement>(`${run.state} ${isThere}`);
  return (
    <section className={styles.run} aria-label={words.runOf(run.runId)}>
      <header className={styles.runHeader}>
        <Button
          tone="plain"
          size="small"
          icon={<ArrowLeft aria-hidden="true" />}
          onPress={() => showRun(null)}
        >
          {words.back}
        </Button>
        <h2 ref={title} tabIndex={-1} className={styles.runTitle}>
          {words.runOf(run.runId)}
        </h2>
        <RunBadge run={run} />
        <span className={styles.quiet}>
          {words.begunBy(run.startedBy ?? words.commandLine)}, <Time at={run.startedAt} />
        </span>
      </header>
      <Step run={run} />
    </section>
  );
}

function Step({ run }: { run: ImportView }) {
  const [changing, setChanging] = useState(false);
  const { state, received, pieces } = run;
  useEffect(() => {
    if (state !== 'ready') setChanging(false);
  }, [state]);
  if (state === 'receiving')
    return received < pieces ? <ReceivingStep run={run} /> : <ColumnsStep run={run} />;
  if (state === 'ready' && changing)
    return <ColumnsStep run={run} onBack={() => setChanging(false)} />;
  return (
    <div className={styles.panes}>
      <RowsPane run={run} />
      <RunSide run={run} onChangeColumns={() => setChanging(true)} />
    </div>
  );
}

/** Looks again while something goes on: in milliseconds. */
const soon = 1000;
const later = 5000;

function useLookingAgain({ runId, state, codes }: ImportView): void {
  const sends = useImports(({ sent }) => sent?.runId === runId && sent.error === null);
  const isMoving = state === 'reading' || state === 'applying' || state === 'undoing';
  const mayMove = (state === 'receiving' && !sends) || codes.waiting > 0;
  const every = isMoving ? soon : mayMove ? later : null;
  useEffect(() => {
    if (every === null) return;
    const timer = setInterval(() => void loadRun(runId), every);
    return () => clearInterval(timer);
  }, [runId, every]);
}
