import { create } from 'zustand';
import type { SearchResult } from '#shared/contract/accounts.contract.ts';
import type { CallError } from '#shared/result.ts';
import { desk } from '../../bridge/desk.ts';
import { cleanQuery } from './clean-query.ts';

export interface LookupState {
  /** What stands in the box. */
  readonly query: string;
  /** The newest results, also while those for a newer query are on their way. */
  readonly results: readonly SearchResult[];
  readonly more: boolean;
  /** The cleaned query that `results` answer; empty before the first. */
  readonly answered: string;
  /** The result the keys are on; -1 for none. */
  readonly activeIndex: number;
  readonly error: CallError | null;
}

const empty: LookupState = {
  query: '',
  results: [],
  more: false,
  answered: '',
  activeIndex: -1,
  error: null,
};

export const useLookupStore = create<LookupState>(() => empty);
const { getState, setState } = useLookupStore;

/** The look-up on its way, if any; it goes on until the newest query is answered. */
let running: Promise<void> | null = null;
let round = 0;

/** Takes what was typed or pasted and looks it up at once; a later query overtakes this one. */
export function setQuery(query: string): void {
  setState({ query });
  if (cleanQuery(query) === '') {
    setState({ results: [], more: false, answered: '', activeIndex: -1, error: null });
    return;
  }
  void lookUp();
}

/** Looks the same query up again, after an error. */
export function retryLookup(): void {
  setState({ answered: '', error: null });
  void lookUp();
}

/** Forgets the query and what it found. */
export function clearLookup(): void {
  round += 1;
  setState(empty);
}

/** An account that was looked at anew: its row says what it is called and how it stands now. */
export function renewResult(seen: Pick<SearchResult, 'accountId' | 'name' | 'status'>): void {
  const { accountId, name, status } = seen;
  setState(({ results }) => ({
    results: results.map((one) => (one.accountId === accountId ? { ...one, name, status } : one)),
  }));
}

export function setActiveResult(activeIndex: number): void {
  setState({ activeIndex });
}

/** The result the keys are on, once the newest query is answered; null if there is none. */
export async function activeResult(): Promise<SearchResult | null> {
  if (isBehind()) await lookUp();
  const { results, activeIndex } = getState();
  return results[activeIndex] ?? null;
}

function isBehind(): boolean {
  const { query, answered, error } = getState();
  const wanted = cleanQuery(query);
  return wanted !== '' && wanted !== answered && error === null;
}

/** One query at a time: while it runs, only the newest of those typed meanwhile is kept. */
function lookUp(): Promise<void> {
  running ??= answerNewest().finally(() => {
    running = null;
  });
  return running;
}

async function answerNewest(): Promise<void> {
  setState({ error: null });
  while (isBehind()) {
    const startedIn = round;
    const wanted = cleanQuery(getState().query);
    const result = await desk.accounts.search({ query: wanted });
    if (startedIn !== round || wanted !== cleanQuery(getState().query)) continue;
    if (!result.ok) {
      setState({ error: result.error, results: [], more: false, answered: '', activeIndex: -1 });
      return;
    }
    const { results, more } = result.value;
    const activeIndex = results.length > 0 ? 0 : -1;
    setState({ results, more, answered: wanted, activeIndex, error: null });
  }
}
