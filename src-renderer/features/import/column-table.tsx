import { GridList, GridListItem } from 'react-aria-components';
import type { ImportPreview } from '#shared/contract/import.contract.ts';
import { type TargetField, targetFields } from '#shared/rules/import-mapping.ts';
import { targetLabels, columnStrings as words } from '../../strings/import-columns.ts';
import { Select, type SelectOption } from '../../ui/select.tsx';
import styles from './column-table.module.css';
import { targetOf } from './columns.ts';

type Preview = Extract<ImportPreview, { kind: 'preview' }>;

const unused = 'unused';
const options: readonly SelectOption<TargetField | typeof unused>[] = [
  { id: unused, label: words.unused },
  ...targetFields.map((id) => ({ id, label: targetLabels[id] })),
];

interface ColumnTableProps {
  preview: Preview;
  onAssign: (column: number, target: TargetField | null) => void;
}

/**
 * The columns under each other, with their first cells, and what each is taken for. One stop of the
 * Tab key: the arrow keys go from column to column.
 */
export function ColumnTable({ preview, onAssign }: ColumnTableProps) {
  const { headings, mapping, rows } = preview;
  return (
    <div className={styles.table}>
      <div aria-hidden="true" className={styles.head}>
        <span>{words.heading}</span>
        <span>{words.samples}</span>
        <span>{words.target}</span>
      </div>
      <GridList aria-label={words.table} className={styles.rows ?? ''}>
        {headings.map((heading, column) => {
          const name = heading.trim() === '' ? words.unnamed(column) : heading;
          const target = targetOf(mapping, column);
          return (
            <GridListItem
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place; two may be called the same.
              key={column}
              id={column}
              textValue={name}
              focusMode="child"
              className={styles.row ?? ''}
              data-used={target !== null}
            >
              <span className={styles.name}>{name}</span>
              <Samples cells={rows.map(({ cells }) => cells[column])} />
              <Select<TargetField | typeof unused>
                label={words.targetOf(name)}
                labelHidden
                options={options}
                value={target ?? unused}
                onChange={(id) => onAssign(column, id === unused ? null : id)}
              />
            </GridListItem>
          );
        })}
      </GridList>
    </div>
  );
}

type Cell = Preview['rows'][number]['cells'][number] | undefined;

/** What stands in the first rows: by their length where it may not be read. */
function Samples({ cells }: { cells: readonly Cell[] }) {
  return (
    <ul className={styles.samples}>
      {cells.map((cell, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place.
        <li key={row} data-hidden={!cell?.text || undefined}>
          {cellWords(cell)}
        </li>
      ))}
    </ul>
  );
}

function cellWords(cell: Cell): string {
  if (!cell || cell.characters === 0) return words.noCells;
  return cell.text ?? words.characters(cell.characters);
}
