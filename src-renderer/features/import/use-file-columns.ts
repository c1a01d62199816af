import { useEffect, useState } from 'react';
import type { ImportView } from '#shared/contract/import.contract.ts';
import { desk } from '../../bridge/desk.ts';
import type { FileColumns } from './row-words.ts';

const unknown: FileColumns = { headings: [], mapping: {} };

/** The columns of a run's file as they were confirmed, while it waits; nothing after. */
export function useFileColumns(run: ImportView): FileColumns {
  const { runId, state, format, encoding, delimiter, sheet } = run;
  const [columns, setColumns] = useState(unknown);
  useEffect(() => {
    if (state !== 'ready') return;
    let wanted = true;
    const how = { format, encoding, delimiter, sheet };
    void desk.import.preview({ runId, how, mapping: null }).then((answer) => {
      if (wanted && answer.ok && answer.value.kind === 'preview') setColumns(answer.value);
    });
    return () => {
      wanted = false;
    };
  }, [runId, state, format, encoding, delimiter, sheet]);
  return columns;
}
