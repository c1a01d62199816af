import type { ImportView } from '#shared/contract/import.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { importStrings as words } from '../../strings/import.ts';
import { Button } from '../../ui/button.tsx';
import { FormActions } from '../../ui/form.tsx';
import { CancelImport } from './cancel-import.tsx';
import styles from './import-screen.module.css';
import { ReasonPart } from './reason-part.tsx';

interface ReadySideProps {
  run: ImportView;
  onChangeColumns: () => void;
}

/** What confirming would do, and how long what follows takes. */
export function ReadySide({ run, onChangeColumns }: ReadySideProps) {
  const { rows, codes } = run;
  const writes = rows.new + rows.changed > 0;
  return (
    <>
      <div className={styles.words}>
        <h3 className={styles.sideTitle}>{words.ready.title}</h3>
        <p>{words.ready.does(rows.new, rows.changed)}</p>
        {rows.changed > 0 && <p>{words.ready.told}</p>}
        {rows.refused > 0 && <p>{words.ready.refused(rows.refused)}</p>}
        {codes.brought > 0 && (
          <p>
            {words.ready.codes(codes.brought)}{' '}
            {codes.left !== null && words.ready.codesTime(codes.left)}
          </p>
        )}
      </div>
      {writes && (
        <ReasonPart runId={run.runId} submit={words.ready.apply} send={desk.import.apply} />
      )}
      <FormActions>
        <Button onPress={onChangeColumns}>{words.ready.columns}</Button>
        <CancelImport run={run} />
      </FormActions>
    </>
  );
}
