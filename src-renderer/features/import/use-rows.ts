import { useCallback, useEffect, useState } from 'react';
import type { ImportedRow, RowVerdict } from '#shared/contract/import.contract.ts';
import type { CallError } from '#shared/result.ts';
import { desk } from '../../bridge/desk.ts';

interface Rows {
  readonly rows: readonly ImportedRow[] | null;
  /** Where the next page begins; null: there is none. */
  readonly next: number | null;
  readonly error: CallError | null;
}

const none: Rows = { rows: null, next: null, error: null };

/** The rows of one verdict, a page after the other. `version` changes when they may be others. */
export function useRows(runId: number, verdict: RowVerdict, version: string) {
  const [held, setHeld] = useState(none);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another version is other rows.
  useEffect(() => {
    let wanted = true;
    setHeld(none);
    void desk.import.rows({ runId, verdict, after: 0 }).then((answer) => {
      if (!wanted) return;
      setHeld(answer.ok ? { ...answer.value, error: null } : { ...none, error: answer.error });
    });
    return () => {
      wanted = false;
    };
  }, [runId, verdict, version]);

  const { rows, next } = held;
  const loadMore = useCallback(async () => {
    if (next === null) return;
    const answer = await desk.import.rows({ runId, verdict, after: next });
    setHeld((now) => {
      // A page that comes when other rows are up meanwhile belongs nowhere.
      if (now.rows !== rows) return now;
      if (!answer.ok) return { ...now, error: answer.error };
      return {
        rows: [...(rows ?? []), ...answer.value.rows],
        next: answer.value.next,
        error: null,
      };
    });
  }, [runId, verdict, rows, next]);

  return { ...held, loadMore };
}
