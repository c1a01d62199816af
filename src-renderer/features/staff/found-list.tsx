import type { ReactNode } from 'react';
import type { CallError } from '#shared/result.ts';
import { commonStrings } from '../../strings/common.ts';
import { Spinner } from '../../ui/spinner.tsx';
import { EmptyState, ErrorState } from '../../ui/state-message.tsx';
import styles from './staff-screen.module.css';

interface FoundListProps<Item> {
  /** Null until they are loaded. */
  all: readonly Item[] | null;
  error: CallError | null;
  reload: () => void;
  query: string;
  noneFound: { readonly title: string; readonly help: string };
  children: (found: readonly Item[]) => ReactNode;
}

/** Whose name or username has every word that was typed, and the states there are without a list. */
export function FoundList<Item extends { name: string; username: string }>(
  props: FoundListProps<Item>,
) {
  const { all, error, reload, noneFound, children } = props;
  if (error && all === null) return <ErrorState error={error} onRetry={reload} />;
  if (all === null)
    return (
      <div className={styles.loading}>
        <Spinner label={commonStrings.loading} />
      </div>
    );
  const words = props.query.trim().toLocaleLowerCase().split(/\s+/);
  const found = all.filter(({ name, username }) => {
    const text = `${name} ${username}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
  if (found.length === 0) return <EmptyState title={noneFound.title}>{noneFound.help}</EmptyState>;
  return children(found);
}
