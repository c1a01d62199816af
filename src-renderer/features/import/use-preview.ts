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

  useEffect(() => {
    let wanted = true;
    void desk.import.preview({ runId, how, mapping }).then((answer) => {
      if (!wanted) return;
      setError(answer.ok ? null : answer.error);
      if (answer.ok) setPreview(answer.value);
    });
    return () => {
      wanted = false;
    };
  }, [runId, how, mapping]);

  return {
    how,
    preview,
    error,
    /** Reads it another way: what was said of the columns may not hold for those. */
    read: (change: Partial<ReadHow>) => {
      setHow((before) => ({ ...before, ...change }));
      setMapping(null);
    },
    map: setMapping,
  };
}
