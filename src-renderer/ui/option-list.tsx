import clsx from 'clsx';
import type { ReactNode } from 'react';
import styles from './option-list.module.css';
import { useVirtualRows } from './use-virtual-rows.ts';

export interface OptionListProps<Item> {
  /** The list's element id, for the field that drives it (`SearchField controls`). */
  id: string;
  label: string;
  items: readonly Item[];
  getKey: (item: Item) => string | number;
  /** Height of every row in pixels. */
  rowHeight: number;
  /** The row the keys are on; -1 for none. */
  activeIndex: number;
  onActiveChange: (index: number) => void;
  /** The row that is open now, if any. */
  selectedKey?: string | number | null;
  onChoose: (item: Item) => void;
  renderRow: (item: Item, state: { active: boolean; selected: boolean }) => ReactNode;
  className?: string | undefined;
}

/** The element id of an option; what `aria-activedescendant` of the driving field names. */
export function optionId(listId: string, index: number): string {
  return `${listId}-option-${index}`;
}

/**
 * A virtualised list box whose focus stays in the field that drives it. The field moves
 * `activeIndex` with `moveInList` and chooses on Enter; the pointer chooses directly.
 */
export function OptionList<Item>(props: OptionListProps<Item>) {
  const { id, items, rowHeight, activeIndex, selectedKey } = props;
  const { scroller, rows } = useVirtualRows(items.length, rowHeight, activeIndex);
  return (
    <div
      ref={scroller}
      id={id}
      role="listbox"
      aria-label={props.label}
      tabIndex={-1}
      className={clsx(styles.scroller, props.className)}
    >
      <div role="presentation" className={styles.list} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start, size }) => {
          const item = items[index];
          if (item === undefined) return null;
          const key = props.getKey(item);
          const state = { active: index === activeIndex, selected: key === selectedKey };
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys arrive at the driving field.
            <div
              key={key}
              id={optionId(id, index)}
              role="option"
              tabIndex={-1}
              aria-selected={state.selected}
              aria-posinset={index + 1}
              aria-setsize={items.length}
              data-active={state.active || undefined}
              className={styles.option}
              style={{ height: size, transform: `translateY(${start}px)` }}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => {
                props.onActiveChange(index);
                props.onChoose(item);
              }}
            >
              {props.renderRow(item, state)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
