// biome-ignore-all lint/a11y/useSemanticElements: virtualised rows can't be a native table.
import clsx from 'clsx';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react';
import styles from './data-table.module.css';
import { moveInList } from './list-keys.ts';
import { useVirtualRows } from './use-virtual-rows.ts';

/** Of the row of headers (px); `.head` in the style sheet has the same. */
const headHeight = 32;

export interface TableColumn<Item> {
  id: string;
  header: string;
  /** A grid track: `120px`, `minmax(140px, 1fr)`. */
  width: string;
  align?: 'start' | 'end';
  render: (item: Item) => ReactNode;
}

export interface DataTableProps<Item> {
  label: string;
  columns: readonly TableColumn<Item>[];
  items: readonly Item[];
  getKey: (item: Item) => string | number;
  /** Height of every row in pixels; 32 unless told. */
  rowHeight?: number;
  selectedKey?: string | number | null;
  /** Enter, Space or a press on a row. */
  onOpen?: (item: Item) => void;
  /** Called as the end comes into sight: load the next page. */
  onEnd?: () => void;
  /** A line under the last row: loading, or that this is all. */
  foot?: ReactNode;
  className?: string | undefined;
}

/** A virtualised table. One stop in the tab order; arrow and page keys move, Enter opens. */
export function DataTable<Item>(props: DataTableProps<Item>) {
  const { columns, items, rowHeight = 32, onEnd, onOpen } = props;
  const id = useId();
  const [active, setActive] = useState(-1);
  const { scroller, rows } = useVirtualRows(items.length, rowHeight, active, headHeight);
  const tracks = columns.map(({ width }) => width).join(' ');
  const visible = rows.getVirtualItems();
  const lastVisible = visible.at(-1)?.index ?? -1;

  useEffect(() => {
    if (lastVisible >= items.length - 1 && items.length > 0) onEnd?.();
  }, [lastVisible, items.length, onEnd]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller.current) return;
    const page = Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1;
    const index = moveInList(event.key, active, items.length, Math.max(page, 1));
    const item = items[active];
    if (index !== null) setActive(index);
    else if (event.key === 'Home') setActive(0);
    else if (event.key === 'End') setActive(items.length - 1);
    else if ((event.key === 'Enter' || event.key === ' ') && item) onOpen?.(item);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={items.length + 1}
      aria-readonly="true"
      tabIndex={0}
      {...(active >= 0 ? { 'aria-activedescendant': `${id}-${active}` } : {})}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (event.target === scroller.current && active < 0 && items.length > 0) setActive(0);
      }}
      className={clsx(styles.table, props.className)}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus. */}
      <div
        role="row"
        aria-rowindex={1}
        className={styles.head}
        style={{ gridTemplateColumns: tracks }}
      >
        {columns.map((column) => (
          // biome-ignore lint/a11y/useFocusableInteractive: headers only name their columns.
          <div key={column.id} role="columnheader" className={styles[column.align ?? 'start']}>
            {column.header}
          </div>
        ))}
      </div>
      <div role="rowgroup" className={styles.body} style={{ height: rows.getTotalSize() }}>
        {visible.map(({ index, start, size }) => {
          const item = items[index];
          if (item === undefined) return null;
          const key = props.getKey(item);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys arrive at the grid.
            <div
              key={key}
              id={`${id}-${index}`}
              role="row"
              tabIndex={-1}
              aria-rowindex={index + 2}
              {...(onOpen ? { 'aria-selected': key === props.selectedKey } : {})}
              data-active={index === active || undefined}
              className={clsx(styles.row, onOpen && styles.opens)}
              style={{
                gridTemplateColumns: tracks,
                height: size,
                transform: `translateY(${start - headHeight}px)`,
              }}
              onPointerDown={(event) => {
                if ((event.target as HTMLElement).closest('button,a') === null) {
                  event.preventDefault();
                  scroller.current?.focus();
                }
              }}
              onClick={() => {
                setActive(index);
                onOpen?.(item);
              }}
            >
              {columns.map((column) => (
                // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus.
                <div
                  key={column.id}
                  role="gridcell"
                  className={clsx(styles.cell, styles[column.align ?? 'start'])}
                >
                  {column.render(item)}
                </div>
              ))}
            </div>
          );
        })}
      </div>
      {props.foot && (
        <div className={styles.foot} role="presentation">
          {props.foot}
        </div>
      )}
    </div>
  );
}
