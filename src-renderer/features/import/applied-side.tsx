import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { ImportView } from '#shared/contract/import.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { commonStrings } from '../../strings/common.ts';
import { importStrings as words } from '../../strings/import.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { DeleteSource } from './delete-source.tsx';
import { useImports } from './import.store.ts';
import styles from './import-screen.module.css';
import { ReasonPart } from './reason-part.tsx';
import { canDeleteFiles } from './source-file.ts';

/** What the import came to: its codes as they are hashed, its file, and the way back. */
export function AppliedSide({ run }: { run: ImportView }) {
  const { rows, codes } = run;
  const file = useImports(({ sent }) => (sent?.runId === run.runId ? sent.file : null));
  const deletable = file !== null && canDeleteFiles();
  return (
    <>
      <Banner tone="success" title={words.applied.title}>
        {words.applied.done(rows.new, rows.changed)}
      </Banner>
      {codes.waiting > 0 && (
        <div className={styles.words}>
          <ProgressBar
            label={words.applied.codes}
            done={codes.brought - codes.waiting}
            of={codes.brought}
            words={words.applied.codesFar(codes.brought - codes.waiting, codes.brought, codes.left)}
          />
          <p className={styles.quiet}>{words.applied.codesHelp}</p>
        </div>
      )}
      <Banner tone="warn" live="off" title={words.source.title}>
        {words.source.why(file?.name ?? null, codes.brought > 0)}
        {deletable ? null : ` ${words.source.byHand}`}
      </Banner>
      {deletable && <DeleteSource file={file} />}
      <Undo run={run} />
    </>
  );
}

function Undo({ run }: { run: ImportView }) {
  const [asked, setAsked] = useState(false);
  const close = () => setAsked(false);
  if (!run.undoable) return <p className={styles.quiet}>{words.applied.undoLater}</p>;
  return (
    <div>
      <Button icon={<Undo2 aria-hidden="true" />} onPress={() => setAsked(true)}>
        {words.applied.undo}
      </Button>
      <Dialog open={asked} onClose={close} title={words.applied.undoTitle} sticky>
        <p>{words.applied.undoHelp}</p>
        <ReasonPart
          runId={run.runId}
          submit={words.applied.undo}
          tone="danger"
          autoFocus
          send={desk.import.undo}
          onDone={close}
        >
          <Button onPress={close}>{commonStrings.cancel}</Button>
        </ReasonPart>
      </Dialog>
    </div>
  );
}
