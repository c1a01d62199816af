import type { ImportView } from '#shared/contract/import.contract.ts';
import { importStrings as words } from '../../strings/import.ts';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/state-message.tsx';
import { Time } from '../../ui/time.tsx';
import { useMedia } from '../../ui/use-media.ts';
import { RunBadge } from './run-badge.tsx';

interface RunsTableProps {
  runs: readonly ImportView[];
  onOpen: (run: ImportView) => void;
}

/** The imports there were, newest first; a row opens one. */
export function RunsTable({ runs, onOpen }: RunsTableProps) {
  const narrow = useMedia('(width < 900px)');
  if (runs.length === 0) return <EmptyState title={words.list.none} />;
  return (
    <DataTable
      label={words.list.table}
      columns={narrow ? columns.filter(({ id }) => id !== 'by') : columns}
      items={runs}
      getKey={({ runId }) => runId}
      onOpen={onOpen}
      rowHeight={36}
    />
  );
}

const count = (
  id: string,
  header: string,
  of: (run: ImportView) => number,
): TableColumn<ImportView> => ({
  id,
  header,
  width: '104px',
  align: 'end',
  render: (run) => <span>{of(run).toLocaleString()}</span>,
});

const columns: readonly TableColumn<ImportView>[] = [
  {
    id: 'begun',
    header: words.list.begun,
    width: 'minmax(150px, 1fr)',
    render: ({ startedAt }) => <Time at={startedAt} />,
  },
  {
    id: 'by',
    header: words.list.by,
    width: 'minmax(140px, 2fr)',
    render: ({ startedBy }) => <span>{startedBy ?? words.commandLine}</span>,
  },
  {
    id: 'state',
    header: words.list.state,
    width: '200px',
    render: (run) => <RunBadge run={run} />,
  },
  count('new', words.list.added, ({ rows }) => rows.new),
  count('changed', words.list.changed, ({ rows }) => rows.changed),
  count('refused', words.list.refused, ({ rows }) => rows.refused),
  count('codes', words.list.codes, ({ codes }) => codes.waiting),
];
