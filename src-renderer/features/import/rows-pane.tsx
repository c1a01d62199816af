import { useState } from 'react';
import { type ImportView, type RowVerdict, rowVerdict } from '#shared/contract/import.contract.ts';
import { commonStrings } from '../../strings/common.ts';
import { importStrings as words } from '../../strings/import.ts';
import { explainError } from '../../ui/explain-error.ts';
import { Spinner } from '../../ui/spinner.tsx';
import { EmptyState, ErrorState } from '../../ui/state-message.tsx';
import { ViewSwitch } from '../../ui/view-switch.tsx';
import styles from './import-screen.module.css';
import { RefusedFile } from './refused-file.tsx';
import type { FileColumns } from './row-words.ts';
import { RowsTable } from './rows-table.tsx';
import { useFileColumns } from './use-file-columns.ts';
import { useRows } from './use-rows.ts';

/** What becomes of each row of the file; those that are refused come up first, if there are any. */
export function RowsPane({ run }: { run: ImportView }) {
  if (run.state === 'reading')
    return <EmptyState title={words.rows.unread}>{words.goesOn}</EmptyState>;
  return <Rows run={run} />;
}

function Rows({ run }: { run: ImportView }) {
  const { runId, rows: counts } = run;
  const [verdict, setVerdict] = useState<RowVerdict>(counts.refused > 0 ? 'refused' : 'new');
  const columns = useFileColumns(run);
  const tabs = rowVerdict.options.map((id) => ({
    id,
    label: words.verdictTab(words.verdicts[id], counts[id]),
  }));
  return (
    <div className={styles.rows}>
      <div className={styles.rowsHeader}>
        <ViewSwitch
          label={words.verdictsLabel}
          views={tabs}
          value={verdict}
          onChange={setVerdict}
        />
        {verdict === 'refused' && counts.refused > 0 && (
          <RefusedFile runId={runId} columns={columns} />
        )}
      </div>
      <RowsOf key={verdict} run={run} verdict={verdict} columns={columns} />
    </div>
  );
}

interface RowsOfProps {
  run: ImportView;
  verdict: RowVerdict;
  columns: FileColumns;
}

function RowsOf({ run, verdict, columns }: RowsOfProps) {
  const { rows, next, error, loadMore } = useRows(run.runId, verdict, run.state);
  if (error && rows === null) return <ErrorState error={error} />;
  if (rows === null)
    return (
      <div className={styles.loading}>
        <Spinner label={commonStrings.loading} />
      </div>
    );
  if (rows.length === 0)
    return <EmptyState title={run.rows[verdict] > 0 ? words.rows.notKept : words.rows.none} />;
  const more = error ? explainError(error).message : words.rows.more;
  return (
    <RowsTable
      rows={rows}
      verdict={verdict}
      columns={columns}
      onEnd={() => void loadMore()}
      foot={next === null ? null : more}
    />
  );
}
