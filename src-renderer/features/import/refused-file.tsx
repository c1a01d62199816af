import { Download } from 'lucide-react';
import type { ImportedRow } from '#shared/contract/import.contract.ts';
import { rowReasonWords } from '#shared/contract/import-words.ts';
import type { Result } from '#shared/result.ts';
import { byteOrderMark, csvLine } from '#shared/rules/delimited-text.ts';
import { desk } from '../../bridge/desk.ts';
import { importStrings as words } from '../../strings/import.ts';
import { Button } from '../../ui/button.tsx';
import { explainError } from '../../ui/explain-error.ts';
import { showToast } from '../../ui/messages.store.ts';
import { saveFile } from '../../ui/save-file.ts';
import { useAction } from '../../ui/use-action.ts';
import { columnWords, type FileColumns } from './row-words.ts';

interface RefusedFileProps {
  runId: number;
  columns: FileColumns;
}

/** Saves the refused rows, with their reasons, as a file to mend the other by. */
export function RefusedFile({ runId, columns }: RefusedFileProps) {
  const { busy, run } = useAction(allRefused);
  const save = async () => {
    const rows = await run(runId);
    if (rows === null) return;
    saveFile(words.downloadName(runId), refusedFile(rows, columns));
  };
  return (
    <Button
      size="small"
      icon={<Download aria-hidden="true" />}
      busy={busy}
      onPress={() => void save()}
    >
      {words.download}
    </Button>
  );
}

async function allRefused(runId: number): Promise<Result<readonly ImportedRow[]>> {
  const rows: ImportedRow[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const answer: Awaited<ReturnType<typeof desk.import.rows>> = await desk.import.rows({
      runId,
      verdict: 'refused',
      after,
    });
    if (!answer.ok) {
      showToast(explainError(answer.error).message, 'danger');
      return answer;
    }
    rows.push(...answer.value.rows);
    after = answer.value.next;
  }
  return { ok: true, value: rows };
}

function refusedFile(rows: readonly ImportedRow[], columns: FileColumns): Blob {
  const lines = rows.map((row) =>
    csvLine([
      String(row.line),
      columnWords(row, columns),
      row.problem === null ? '' : rowReasonWords[row.problem],
    ]),
  );
  const type = 'text/csv;charset=utf-8';
  return new Blob([byteOrderMark, csvLine(words.downloadColumns), ...lines], { type });
}
