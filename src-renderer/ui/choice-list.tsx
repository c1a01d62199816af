import clsx from 'clsx';
import { type KeyboardEvent, type ReactNode, type Ref, useRef, useState } from 'react';
import styles from './choice-list.module.css';
import { moveInList } from './list-keys.ts';

export interface ChoiceListProps<Item> {
  label: string;
  items: readonly Item[];
  getKey: (item: Item) => string;
  /** What is read out for a row: its words in one line. */
  getName: (item: Item) => string;
  /** The chosen row; null while nothing is chosen. */
  chosenKey: string | null;
  /** The row that the keyboard enters at while nothing is chosen. */
  entryKey: string | null;
  onChoose: (item: Item) => void;
  renderRow: (item: Item) => ReactNode;
  disabled?: boolean;
  className?: string | undefined;
  /** The row that the keyboard is on or enters at. */
  ref?: Ref<HTMLButtonElement>;
}

/**
 * One of many where choosing has an effect at once: arrow keys only move, Enter, Space or a press
 * choose. (A radio group as in a toolbar: WAI-ARIA practices, Radio Group Pattern.)
 */
export function ChoiceList<Item>(props: ChoiceListProps<Item>) {
  const { items, getKey, chosenKey, entryKey } = props;
  const group = useRef<HTMLDivElement>(null);
  const [onKey, setOnKey] = useState<string | null>(null);
  const keys = items.map(getKey);
  const stop = [onKey, chosenKey, entryKey].find((key) => key !== null && keys.includes(key));
  const stopKey = stop ?? keys[0];

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const index = keys.indexOf(stopKey ?? '');
    const moved =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? keys.length - 1
          : moveInList(event.key, index, keys.length, 8);
    if (moved === null) return;
    event.preventDefault();
    setOnKey(keys[moved] ?? null);
    const rows = group.current?.querySelectorAll<HTMLElement>('[role=radio]');
    rows?.[moved]?.focus();
  };

  return (
    <div
      ref={group}
      role="radiogroup"
      tabIndex={-1}
      aria-label={props.label}
      aria-disabled={props.disabled ?? false}
      className={clsx(styles.list, props.className)}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOnKey(null);
      }}
    >
      {items.map((item) => {
        const key = getKey(item);
        return (
          // biome-ignore lint/a11y/useSemanticElements: a native radio would choose on each arrow key.
          <button
            key={key}
            type="button"
            role="radio"
            aria-checked={key === chosenKey}
            aria-label={props.getName(item)}
            tabIndex={key === stopKey ? 0 : -1}
            {...(key === stopKey && props.ref ? { ref: props.ref } : {})}
            className={styles.row}
            onFocus={() => setOnKey(key)}
            onClick={() => !props.disabled && props.onChoose(item)}
          >
            <span className={styles.dot} aria-hidden="true" />
            <span className={styles.content}>{props.renderRow(item)}</span>
          </button>
        );
      })}
    </div>
  );
}
