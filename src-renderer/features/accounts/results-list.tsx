import { SearchX } from 'lucide-react';
import type { SearchResult } from '#shared/contract/accounts.contract.ts';
import { accountStrings, lookupStrings as words } from '../../strings/accounts.ts';
import { OptionList } from '../../ui/option-list.tsx';
import { EmptyState, ErrorState } from '../../ui/state-message.tsx';
import { cleanQuery } from './clean-query.ts';
import { retryLookup, setActiveResult, useLookupStore } from './lookup.store.ts';
import styles from './results-list.module.css';

export const resultsListId = 'lookup-results';
const rowHeight = 52;

export interface ResultsListProps {
  /** The account on screen. */
  openAccountId: number | null;
  onChoose: (result: SearchResult) => void;
}

/** What the look-up found, best first, each with why it matched. */
export function ResultsList({ openAccountId, onChoose }: ResultsListProps) {
  const { query, results, more, answered, activeIndex, error } = useLookupStore();
  if (error) return <ErrorState error={error} onRetry={retryLookup} />;
  if (cleanQuery(query) === '')
    return <EmptyState title={words.startTitle}>{words.start}</EmptyState>;
  if (answered === '') return null;
  if (results.length === 0)
    return (
      <EmptyState title={words.none(answered)} icon={<SearchX />}>
        {words.noneHelp}
      </EmptyState>
    );
  return (
    <div className={styles.panel}>
      <p className={styles.count}>{words.count(results.length, more)}</p>
      <OptionList
        id={resultsListId}
        label={words.results}
        items={results}
        getKey={(result) => result.accountId}
        rowHeight={rowHeight}
        activeIndex={activeIndex}
        onActiveChange={setActiveResult}
        selectedKey={openAccountId}
        onChoose={onChoose}
        renderRow={(result) => <ResultRow result={result} />}
        className={styles.list}
      />
      {more && <p className={styles.more}>{words.more}</p>}
    </div>
  );
}

function ResultRow({ result }: { result: SearchResult }) {
  const { match, status } = result;
  return (
    <span className={styles.row}>
      <span className={styles.line}>
        <bdi className={styles.name}>{result.name}</bdi>
        <span className={styles.clientId}>{accountStrings.clientId(result.clientId)}</span>
      </span>
      <span className={styles.line}>
        <span className={styles.match}>
          {words.matchedLine} {words.matched[match.kind]} <bdi>{match.text}</bdi>
          {match.exact && <span className={styles.exact}>{words.exactly}</span>}
        </span>
        {status !== 'active' && (
          <span className={styles.status} data-status={status}>
            {accountStrings.statuses[status]}
          </span>
        )}
      </span>
    </span>
  );
}
