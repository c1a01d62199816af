import { useEffect, useState } from 'react';
import type { ImportPreview, ImportView } from '#shared/contract/import.contract.ts';
import type { Contract, InputOf } from '#shared/contract/index.ts';
import type { CallError } from '#shared/result.ts';
import type { Mapping } from '#shared/rules/import-mapping.ts';
import { desk } from '../../bridge/desk.ts';

/** How a file is to be read; what is null is as it looks. */
export type ReadHow = InputOf<Contract['import']['preview']>['how'];
export const asItLooks: ReadHow = { format: null, encoding: null, delimiter: null, sheet: null };

/** How a file would be read, and what its columns hold, as a person changes both. */
export function usePreview({ runId, format, encoding, delimiter, sheet }: ImportView) {
  // As it was read before, where that was.
  const [how, setHow] = useState<ReadHow>({ format, encoding, delimiter, sheet });
  const [mapping, setMapping] = useState<Mapping | null>(null);
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [error, setError] = useState<CallError | null>(null);
  const [settled, setSettled] = useState(false);

  useEffect(() => {
    let wanted = true;
    setSettled(false);
    void desk.import.preview({ runId, how, mapping }).then((answer) => {
      if (!wanted) return;
      setError(answer.ok ? null : answer.error);
      if (!answer.ok) return;
      setPreview(answer.value);
      setSettled(true);
    });
    return () => {
      wanted = false;
    };
  }, [runId, how, mapping]);

  return {
    how,
    preview,
    error,
    /** The preview answers what was asked last; else it is of another reading. */
    settled,
    /** Reads it another way: what was said of the columns may not hold for those. */
    read: (change: Partial<ReadHow>) => {
      setHow((before) => ({ ...before, ...change }));
      setMapping(null);
    },
    /** What the columns hold, with what was said of them since the preview was asked for. */
    mapping,
    map: setMapping,
    /** Asks once more for what could not be had. */
    again: () => setHow((before) => ({ ...before })),
  };
}
