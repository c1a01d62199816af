import { useState } from 'react';
import type { ImportPreview, ImportView } from '#shared/contract/import.contract.ts';
import { importFailureWords } from '#shared/contract/import-words.ts';
import { desk } from '../../bridge/desk.ts';
import { commonStrings } from '../../strings/common.ts';
import { importStrings } from '../../strings/import.ts';
import { columnStrings as words } from '../../strings/import-columns.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { FormEnd } from '../../ui/form-end.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { ErrorState } from '../../ui/state-message.tsx';
import { useAction } from '../../ui/use-action.ts';
import { CountryField } from '../accounts/country-field.tsx';
import { CancelImport } from './cancel-import.tsx';
import { ColumnTable } from './column-table.tsx';
import { assign, namesAccounts } from './columns.ts';
import { putRun } from './import.store.ts';
import styles from './import-screen.module.css';
import { ReadingChoices } from './reading-choices.tsx';
import { type ReadHow, usePreview } from './use-preview.ts';

type Preview = Extract<ImportPreview, { kind: 'preview' }>;

interface ColumnsStepProps {
  run: ImportView;
  /** Leaves the columns as they were confirmed before. */
  onBack?: () => void;
}

/** What the columns hold, as it looks, for a person to confirm. */
export function ColumnsStep({ run, onBack }: ColumnsStepProps) {
  const { how, preview, error, settled, read, mapping, map, again } = usePreview(run);
  if (error && !preview) return <ErrorState error={error} onRetry={again} />;
  if (!preview)
    return (
      <div className={styles.loading}>
        <Spinner label={commonStrings.loading} />
      </div>
    );
  return (
    <div className={styles.panes}>
      {preview.kind === 'preview' ? (
        <ColumnTable
          preview={preview}
          onAssign={(column, target) => map(assign(mapping ?? preview.mapping, column, target))}
        />
      ) : (
        <Unreadable problem={preview.problem} line={preview.line} />
      )}
      <aside className={styles.side} aria-label={words.looks}>
        <ReadingChoices preview={preview} how={how} onChange={read} />
        {error && <ErrorState error={error} onRetry={again} />}
        {!error && preview.kind === 'preview' && (
          <Confirm run={run} how={how} preview={preview} awaited={!settled} />
        )}
        <div>
          {onBack ? <Button onPress={onBack}>{words.back}</Button> : <CancelImport run={run} />}
        </div>
      </aside>
    </div>
  );
}

type UnreadableProps = Pick<Extract<ImportPreview, { kind: 'unreadable' }>, 'problem' | 'line'>;

function Unreadable({ problem, line }: UnreadableProps) {
  return (
    <div className={styles.step}>
      <Banner tone="danger" live="alert" title={words.another}>
        {importFailureWords[problem]}
        {line !== null && ` ${importStrings.atLine(line)}`}
      </Banner>
    </div>
  );
}

interface ConfirmProps {
  run: ImportView;
  how: ReadHow;
  preview: Preview;
  /** The columns as they are to be read now are still on their way. */
  awaited: boolean;
}

/** Confirms the columns, and has the whole file read. */
function Confirm({ run, how, preview, awaited }: ConfirmProps) {
  const { mapping } = preview;
  const [country, setCountry] = useState(preview.defaults.country);
  const { busy, error, run: read } = useAction(desk.import.read);
  const named = namesAccounts(mapping);
  const submit = async () => {
    if (!named || awaited) return;
    const begun = await read({ runId: run.runId, how, mapping, defaults: { country } });
    if (begun) putRun(begun);
  };
  return (
    <Form label={words.read} onSubmit={() => void submit()}>
      <CountryField
        label={words.country}
        help={words.countryHelp}
        value={country}
        onChange={setCountry}
        onLeave={() => {}}
      />
      <p className={styles.quiet}>{words.readHelp}</p>
      {!named && (
        <Banner tone="warn" live="status">
          {words.needsName}
        </Banner>
      )}
      <FormEnd submit={words.read} busy={busy || awaited} error={error} />
    </Form>
  );
}
