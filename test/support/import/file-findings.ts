import { isDeepStrictEqual } from 'node:util';
import { planFile } from '#main/import/file-plan.ts';
import { longestCell, mostColumns } from '#main/import/limits.ts';
import { normaliseRow } from '#main/import/normalise-row.ts';
import { readRecords } from '#main/import/read-records.ts';
import {
  type ByteSource,
  type FileRecord,
  type ImportRow,
  type ReadHow,
  UnreadableFile,
} from '#main/import/records.ts';
import { wholeRow } from '#main/import/whole-row.ts';
import { holdsCardNumber } from '#shared/rules/card-number.ts';
import { guessMapping } from '#shared/rules/import-headings.ts';
import type { Mapping } from '#shared/rules/import-mapping.ts';
import { hidesCharacters } from '#shared/rules/line-text.ts';
import { sourceOf } from './source-of.ts';

/** What came of a file. */
export interface FileOutcome {
  /** Null: it was read to its end. */
  readonly refused: string | null;
  /** Why rows were refused, in their order; null for those that were not. */
  readonly rows: readonly (string | null)[];
  /** What ought not to be: a crash, too much work, or a row that breaks a rule. */
  readonly problems: readonly string[];
}

/** A file is read a few times over: for its plan, for shared strings and styles, for its rows. */
const mostReadings = 6;
const head = 64 * 1024;

/** Reads a file as an import does, its rows as accounts, and looks for what ought not to be. */
export async function outcomeOf(bytes: Buffer, how: ReadHow): Promise<FileOutcome> {
  const problems: string[] = [];
  const rows: (string | null)[] = [];
  let read = 0;
  const source: ByteSource = {
    size: bytes.length,
    read: async (offset, length) => {
      read += length;
      return sourceOf(bytes).read(offset, length);
    },
  };
  let refused: string | null = null;
  try {
    const plan = await planFile(source, how);
    const { mapping } = guessMapping(plan.headings);
    for await (const record of readRecords(source, plan)) {
      problems.push(...brokenRecord(record, plan.headings.length));
      rows.push('problem' in record ? record.problem : judged(record.cells, mapping, problems));
    }
  } catch (error) {
    if (error instanceof UnreadableFile) refused = error.problem;
    else problems.push(`crash: ${error instanceof Error ? error.stack : error}`);
  }
  if (read > mostReadings * (bytes.length + head)) problems.push(`read ${read} bytes`);
  return { refused, rows, problems };
}

function brokenRecord(record: FileRecord, columns: number): string[] {
  if (!Number.isInteger(record.line) || record.line < 1) return ['a line that is none'];
  if ('problem' in record)
    return record.column !== null && (record.column < 0 || record.column >= mostColumns)
      ? ['a column that is none']
      : [];
  const { cells } = record;
  if (cells.length !== columns) return ['cells without headings'];
  if (cells.some((cell) => cell.length > longestCell)) return ['a cell too long'];
  return cells.some((cell) => !cell.isWellFormed() || cell.includes('\ufffd'))
    ? ['a cell that is no text']
    : [];
}

function judged(cells: readonly string[], mapping: Mapping, problems: string[]): string | null {
  const row = normaliseRow(cells, mapping);
  if ('problem' in row) return row.problem;
  problems.push(...brokenRow(row));
  const whole = wholeRow(row, { country: 'NO' });
  if ('problem' in whole) return whole.problem;
  problems.push(...brokenRow(whole));
  return null;
}

function brokenRow(row: ImportRow): string[] {
  const { phone: _, clientId: __, ...fields } = row.fields;
  const people = row.contacts.flatMap(({ name, email = '' }) => [name, email]);
  const kept = [...Object.values(fields), ...people];
  const codes = [row.mainCode, ...row.contacts.map(({ code }) => code)].map(
    (code) => code?.typed ?? '',
  );
  const found: string[] = [];
  if (![...kept, ...codes].every((text) => text.isWellFormed())) found.push('broken Unicode');
  if ([...kept, ...codes].some(hidesCharacters)) found.push('signs nobody sees');
  if ([...kept, ...codes].some(holdsCardNumber)) found.push('a card number');
  if (kept.some((text) => /^[=+\-@]/.test(text))) found.push('a formula');
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(row)), row)) found.push('no plain data');
  return found;
}
