import { hasUnreadable } from './encodings.ts';
import { longestCell } from './limits.ts';
import { type ByteSource, type FilePlan, type FileRecord, UnreadableFile } from './records.ts';
import { PackageParts } from './xlsx/package-parts.ts';
import { readSharedStrings } from './xlsx/shared-strings.ts';
import { type SheetRow, sheetRows } from './xlsx/sheet-rows.ts';
import { type NumberForm, numberForms } from './xlsx/styles.ts';
import { openWorkbook, type Workbook } from './xlsx/workbook.ts';

/** Reads the rows of a workbook's sheet under its first one that holds anything. */
export async function* readXlsx(source: ByteSource, plan: FilePlan): AsyncGenerator<FileRecord> {
  const workbook = await openWorkbook(await PackageParts.open(source));
  let headings = true;
  for await (const row of rowsOf(workbook, plan.sheet)) {
    if (!headings) yield recordOf(row, plan.headings.length);
    headings = false;
  }
}

/** A workbook's sheets, and the headings of one: of the first if none is named. Throws `UnreadableFile`. */
export async function xlsxHeadings(
  source: ByteSource,
  named: string | null,
): Promise<Pick<FilePlan, 'sheet' | 'sheets' | 'headings'>> {
  const workbook = await openWorkbook(await PackageParts.open(source));
  const sheets = workbook.sheets.map(({ name }) => name);
  const sheet = named ?? sheets[0] ?? null;
  for await (const { cells, formula, wide, line } of rowsOf(workbook, sheet)) {
    if (wide) throw new UnreadableFile('too_many_columns', line);
    if (formula !== null) throw new UnreadableFile('headings', line);
    return { sheet, sheets, headings: cells };
  }
  throw new UnreadableFile('empty');
}

async function* rowsOf(workbook: Workbook, sheet: string | null): AsyncGenerator<SheetRow> {
  const { parts, sheets, sharedStrings, styles, from1904 } = workbook;
  const part = sheets.find(({ name }) => name === sheet)?.part;
  if (part === undefined) throw new UnreadableFile(sheets.length > 0 ? 'sheet' : 'empty');
  const strings = sharedStrings ? await readSharedStrings(parts.bytes(sharedStrings)) : [];
  const forms = styles ? await numberForms(parts.bytes(styles)) : new Map<number, NumberForm>();
  yield* sheetRows(parts.bytes(part), { strings, forms, from1904 });
}

function recordOf({ line, cells, formula, wide }: SheetRow, columns: number): FileRecord {
  if (formula !== null) return { line, problem: 'formula', column: formula };
  if (wide || cells.length > columns) return { line, problem: 'columns', column: null };
  const broken = cells.findIndex(hasUnreadable);
  if (broken >= 0) return { line, problem: 'encoding', column: broken };
  const long = cells.findIndex((cell) => cell.length > longestCell);
  if (long >= 0) return { line, problem: 'cell_too_long', column: long };
  return { line, cells: [...cells, ...new Array<string>(columns - cells.length).fill('')] };
}
