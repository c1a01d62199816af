import { type Delimiter, delimiters } from '#shared/rules/import-formats.ts';
import { type CsvRow, CsvSplitter } from './csv-splitter.ts';
import { hasUnreadable, textOf } from './encodings.ts';
import { longestCell } from './limits.ts';
import { type ByteSource, type FilePlan, type FileRecord, UnreadableFile } from './records.ts';

/** Reads the rows of a CSV file, in any encoding and with any delimiter that its plan names. */
export async function* readCsv(source: ByteSource, plan: FilePlan): AsyncGenerator<FileRecord> {
  let headings = true;
  for await (const row of rowsOf(source, plan)) {
    if (!headings) yield recordOf(row, plan.headings.length);
    headings = false;
  }
}

async function* rowsOf(source: ByteSource, plan: FilePlan): AsyncGenerator<CsvRow> {
  const splitter = new CsvSplitter(plan.delimiter ?? ',');
  for await (const text of textOf(source, plan.encoding ?? 'utf-8'))
    yield* splitter.push(text, false);
  yield* splitter.push('', true);
}

function recordOf({ line, cells, text, problem }: CsvRow, columns: number): FileRecord {
  if (problem) return { line, problem, column: null };
  if (hasUnreadable(text))
    return { line, problem: 'encoding', column: cells.findIndex(hasUnreadable) };
  const long = cells.findIndex((cell) => cell.length > longestCell);
  if (long >= 0) return { line, problem: 'cell_too_long', column: long };
  if (cells.length !== columns) return { line, problem: 'columns', column: null };
  return { line, cells };
}

/** The headings of a file by the text at its beginning. Throws `UnreadableFile`. */
export function csvHeadings(head: string, whole: boolean, delimiter: Delimiter): readonly string[] {
  const [first] = new CsvSplitter(delimiter).push(head, whole);
  if (!first || first.problem || hasUnreadable(first.text))
    throw new UnreadableFile('headings', first?.line);
  return first.cells;
}

/** So many rows tell a delimiter. */
const rowsLookedAt = 100;

/**
 * The delimiter that the text at a file's beginning is written with: the one by which most rows have
 * as many cells as there are headings, two or more; of equals, the one that makes more of them.
 */
export function guessDelimiter(head: string, whole: boolean): Delimiter {
  let best: Delimiter = ',';
  let most = 0;
  for (const delimiter of delimiters) {
    const score = agreement(head, whole, delimiter);
    if (score <= most) continue;
    best = delimiter;
    most = score;
  }
  return best;
}

function agreement(head: string, whole: boolean, delimiter: Delimiter): number {
  const rows: CsvRow[] = [];
  try {
    for (const row of new CsvSplitter(delimiter).push(head, whole))
      if (rows.push(row) === rowsLookedAt) break;
  } catch (error) {
    // By a wrong delimiter a quote may not close; what came before it tells enough.
    if (!(error instanceof UnreadableFile)) throw error;
  }
  const columns = rows[0]?.cells.length ?? 0;
  if (columns < 2) return 0;
  const agreeing = rows.filter(({ cells, problem }) => !problem && cells.length === columns);
  return agreeing.length / rows.length + columns / 10_000;
}
