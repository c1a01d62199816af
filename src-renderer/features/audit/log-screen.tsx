import { RefreshCw } from 'lucide-react';
import { useCallback, useEffect } from 'react';
import type { AuditEntry } from '#shared/contract/audit.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { auditStrings as words } from '../../strings/audit.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { explainError } from '../../ui/explain-error.ts';
import { ScreenFrame } from '../../ui/screen-frame.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { EmptyState, ErrorState } from '../../ui/state-message.tsx';
import { UtcTime } from '../../ui/time.tsx';
import { useAction } from '../../ui/use-action.ts';
import { useMedia } from '../../ui/use-media.ts';
import { actorWords, entrySentence } from './entry-sentence.ts';
import { EntrySide } from './entry-side.tsx';
import { accountWords } from './entry-words.ts';
import { chooseEntry, loadLog, loadOlder, showCheck, useLogStore } from './log.store.ts';
import { CheckButton, LogCheck } from './log-check.tsx';
import { LogFilters } from './log-filters.tsx';
import styles from './log-screen.module.css';
import { OutcomeMark } from './outcome-mark.tsx';

const columns: readonly TableColumn<AuditEntry>[] = [
  { id: 'when', header: words.when, width: '178px', render: ({ at }) => <UtcTime iso={at} /> },
  {
    id: 'who',
    header: words.who,
    width: 'minmax(96px, 0.5fr)',
    render: (entry) => <span>{actorWords(entry)}</span>,
  },
  {
    id: 'what',
    header: words.what,
    width: 'minmax(200px, 3fr)',
    render: (entry) => <span title={entrySentence(entry)}>{entrySentence(entry)}</span>,
  },
  {
    id: 'account',
    header: words.account,
    width: 'minmax(64px, 0.4fr)',
    render: (entry) => (
      <span title={accountWords(entry)} className={styles.quiet}>
        {entry.clientId}
      </span>
    ),
  },
  {
    id: 'outcome',
    header: words.outcome,
    width: '108px',
    render: ({ outcome }) => <OutcomeMark outcome={outcome} />,
  },
  {
    id: 'seq',
    header: words.seq,
    width: '56px',
    align: 'end',
    render: ({ seq }) => <span className={styles.quiet}>{seq}</span>,
  },
];

/** Where the window is narrow: time and outcome over who and what. */
const narrowColumns: readonly TableColumn<AuditEntry>[] = [
  {
    id: 'record',
    header: words.what,
    width: 'minmax(0, 1fr)',
    render: (entry) => (
      <div className={styles.record}>
        <div className={styles.recordHead}>
          <UtcTime iso={entry.at} />
          <OutcomeMark outcome={entry.outcome} />
        </div>
        <div className={styles.recordWords}>
          {actorWords(entry)}: {entrySentence(entry)}
        </div>
      </div>
    ),
  },
];

/** The audit log: newest first, filtered, each record whole at a press, the chain checked. */
export function LogScreen() {
  const { chosen, check, loading } = useLogStore();
  const checking = useAction(desk.audit.check);
  useEffect(() => {
    void loadLog();
  }, []);
  const runCheck = async () => {
    const result = await checking.run({});
    if (result) showCheck(result);
  };
  return (
    <ScreenFrame
      title={words.title}
      actions={
        <>
          <Button
            icon={<RefreshCw aria-hidden="true" />}
            label={words.newer}
            busy={loading}
            onPress={() => void loadLog()}
          >
            {words.refresh}
          </Button>
          <CheckButton busy={checking.busy} onPress={() => void runCheck()} />
        </>
      }
    >
      <div className={styles.head}>
        <LogFilters />
        {checking.error && (
          <Banner tone="danger" live="alert" title={explainError(checking.error).title}>
            {explainError(checking.error).message}
          </Banner>
        )}
        {check && <LogCheck check={check} />}
      </div>
      <div className={styles.body} data-side={chosen !== null}>
        <LogTable />
        {chosen && <EntrySide entry={chosen} />}
      </div>
    </ScreenFrame>
  );
}

function LogTable() {
  const { entries, next, loading, error, filter, chosen } = useLogStore();
  const older = useCallback(() => void loadOlder(), []);
  const narrow = useMedia('(width < 700px)');
  if (error) return <ErrorState error={error} onRetry={() => void loadLog()} />;
  if (entries.length === 0) {
    if (loading)
      return (
        <div className={styles.loading}>
          <Spinner label={words.loading} />
        </div>
      );
    const filtered = Object.keys(filter).length > 0;
    return (
      <EmptyState title={filtered ? words.noMatch : words.empty}>
        {filtered && words.noMatchHelp}
      </EmptyState>
    );
  }
  return (
    <DataTable
      label={words.list}
      columns={narrow ? narrowColumns : columns}
      rowHeight={narrow ? 52 : 32}
      key={narrow ? 'narrow' : 'wide'}
      items={entries}
      getKey={({ seq }) => seq}
      selectedKey={chosen?.seq ?? null}
      onOpen={(entry) => void chooseEntry(entry)}
      onEnd={older}
      foot={next === null ? words.end : words.loadingMore}
    />
  );
}
