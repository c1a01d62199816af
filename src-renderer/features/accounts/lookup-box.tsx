import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { SearchResult } from '#shared/contract/accounts.contract.ts';
import { lookupStrings as words } from '../../strings/accounts.ts';
import { moveInList } from '../../ui/list-keys.ts';
import { announce } from '../../ui/messages.store.ts';
import { optionId } from '../../ui/option-list.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { activeResult, setActiveResult, setQuery, useLookupStore } from './lookup.store.ts';
import { resultsListId } from './results-list.tsx';

/** Results that a page key moves by. */
const page = 8;
/** A screen reader hears the count once the typing rests (milliseconds). */
const sayCountAfter = 600;

export interface LookupBoxProps {
  hint: string;
  onChoose: (result: SearchResult) => void;
  /** The box is used: its results should be in sight. */
  onUse: () => void;
  /** The results are in the document and can be pointed at. */
  resultsInSight: boolean;
  inputRef: React.RefObject<HTMLInputElement | null>;
}

/** The one box for looking anything up. The results stand elsewhere and are driven from here. */
export function LookupBox({ hint, onChoose, onUse, resultsInSight, inputRef }: LookupBoxProps) {
  const { query, results, activeIndex, answered, more } = useLookupStore();
  const said = useRef('');

  useEffect(() => {
    if (answered === said.current) return;
    const timer = setTimeout(() => {
      said.current = answered;
      if (answered === '') return;
      announce(results.length === 0 ? words.none(answered) : words.count(results.length, more));
    }, sayCountAfter);
    return () => clearTimeout(timer);
  }, [answered, results.length, more]);

  const choose = async () => {
    const result = await activeResult();
    if (result) onChoose(result);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const moved = moveInList(event.key, activeIndex, results.length, page);
    if (moved !== null) setActiveResult(moved);
    else if (event.key === 'Enter') void choose();
    else return;
    onUse();
    event.preventDefault();
  };

  return (
    <SearchField
      label={words.label}
      placeholder={words.placeholder}
      hint={hint}
      value={query}
      onChange={(text) => {
        onUse();
        setQuery(text);
      }}
      onKeyDown={onKeyDown}
      autoFocus
      controls={{
        listId: resultsListId,
        expanded: resultsInSight && results.length > 0,
        activeId:
          resultsInSight && activeIndex >= 0 ? optionId(resultsListId, activeIndex) : undefined,
      }}
      ref={inputRef}
    />
  );
}
