import type { ReactNode } from 'react';
import type { ImportedRow, RowVerdict } from '#shared/contract/import.contract.ts';
import { importStrings as words } from '../../strings/import.ts';
import { changesInWords } from '../../strings/import-columns.ts';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { type FileColumns, refusalWords } from './row-words.ts';

interface RowsTableProps {
  rows: readonly ImportedRow[];
  verdict: RowVerdict;
  columns: FileColumns;
  onEnd: () => void;
  foot: ReactNode;
}

/** Rows of one verdict, in the order of the file. */
export function RowsTable({ rows, verdict, columns, onEnd, foot }: RowsTableProps) {
  return (
    <DataTable
      label={words.rows.table}
      columns={tableColumns(verdict, columns)}
      items={rows}
      getKey={({ row }) => row}
      onEnd={onEnd}
      foot={foot}
    />
  );
}

type Column = TableColumn<ImportedRow>;

const line: Column = {
  id: 'line',
  header: words.rows.line,
  width: '72px',
  align: 'end',
  render: (row) => <span>{row.line.toLocaleString()}</span>,
};
const account: readonly Column[] = [
  {
    id: 'clientId',
    header: words.rows.clientId,
    width: 'minmax(90px, 150px)',
    render: ({ clientId }) => <span>{clientId ?? words.rows.automatic}</span>,
  },
  {
    id: 'username',
    header: words.rows.username,
    width: 'minmax(110px, 240px)',
    render: ({ username }) => <span>{username ?? words.rows.notGiven}</span>,
  },
];
const wide = 'minmax(200px, 1fr)';
const changes: Column = {
  id: 'changes',
  header: words.rows.changes,
  width: wide,
  render: (row) => <span>{changesInWords(row.changes)}</span>,
};

/** Of a refused row nothing is kept but where it is, and why. */
function tableColumns(verdict: RowVerdict, columns: FileColumns): readonly Column[] {
  if (verdict === 'changed') return [line, ...account, changes];
  if (verdict !== 'refused') return [line, ...account];
  const render = (row: ImportedRow) => {
    const why = refusalWords(row, columns);
    return <span title={why}>{why}</span>;
  };
  return [line, { id: 'why', header: words.rows.what, width: wide, render }];
}
