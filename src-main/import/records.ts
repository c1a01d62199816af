import type { AccountStatus, Permission } from '#shared/contract/fields.ts';
import type { AccountField, AccountFields } from '#shared/rules/account-fields.ts';
import type { Delimiter, Encoding, FileFormat } from '#shared/rules/import-formats.ts';
import type { ContactNumber, RowProblem, TargetField } from '#shared/rules/import-mapping.ts';
import type { FileProblem, RecordProblem } from '#shared/rules/import-problems.ts';

/** A file's bytes, wherever they are kept. */
export interface ByteSource {
  /** In bytes. */
  readonly size: number;
  /** So many bytes from there on; fewer only at the file's end. */
  read(offset: number, length: number): Promise<Buffer>;
}

/** What a person chose about a file; what is left out is guessed. */
export interface ReadHow {
  readonly format?: FileFormat;
  readonly encoding?: Encoding;
  readonly delimiter?: Delimiter;
  /** The name of a workbook's sheet. */
  readonly sheet?: string;
}

/** How a file is read, and what its columns are called. */
export interface FilePlan {
  readonly format: FileFormat;
  /** Null for workbooks. */
  readonly encoding: Encoding | null;
  /** For CSV alone. */
  readonly delimiter: Delimiter | null;
  /** For workbooks alone: the sheet, and all that could be chosen. */
  readonly sheet: string | null;
  readonly sheets: readonly string[];
  readonly headings: readonly string[];
}

/** A row as it stands in a file: a cell for each heading, in their order. */
export interface RawRecord {
  /** Where it begins, counted from 1: the line of a text, the row of a sheet. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A row that can't be taken for what it says. */
export interface RefusedRecord {
  readonly line: number;
  readonly problem: RecordProblem;
  /** The column (from 0), if it is about one. */
  readonly column: number | null;
}

export type FileRecord = RawRecord | RefusedRecord;

/**
 * The rows under the headings, in the file's order, holding a few of them in memory at a time. The
 * same file and plan give the same rows each time: to go on after a break, pass over those that
 * are done. Throws `UnreadableFile`, possibly after rows that were fine.
 */
export type ReadRecords = (source: ByteSource, plan: FilePlan) => AsyncIterable<FileRecord>;

/** The file as a whole can't be read; nothing of it may be applied. Never says what is in it. */
export class UnreadableFile extends Error {
  readonly problem: FileProblem;
  /** Where, if that is known. */
  readonly line: number | null;

  constructor(problem: FileProblem, line: number | null = null) {
    super(`The file can't be read: ${problem}`);
    this.name = 'UnreadableFile';
    this.problem = problem;
    this.line = line;
  }
}

/** A code from a file, as it stands there. */
export interface ImportedCode {
  readonly typed: string;
  /** From the time when it was called Phone/Chat Code. */
  readonly old: boolean;
}

/** An authorized contact of a row; what is absent was not given. */
export interface ImportContact {
  /** Of the columns it stands in. */
  readonly number: ContactNumber;
  readonly name: string;
  readonly email?: string;
  readonly phone?: string;
  readonly permissions?: readonly Permission[];
  readonly viewingAccess?: boolean;
  readonly code?: ImportedCode;
}

/** A row brought into the form in which the store keeps such things; what is absent was not given. */
export interface ImportRow {
  readonly fields: Readonly<Partial<Record<AccountField, string>>>;
  readonly status?: AccountStatus;
  /** Unix milliseconds. */
  readonly customerSince?: number;
  readonly mainCode?: ImportedCode;
  readonly contacts: readonly ImportContact[];
}

/** A row as an account: every field, and phone numbers in E.164. */
export interface WholeRow extends ImportRow {
  readonly fields: AccountFields;
}

export interface RefusedRow {
  readonly problem: RowProblem;
  readonly column: TargetField;
}

/** What holds for new accounts where a file is silent. */
export interface ImportDefaults {
  /** ISO 3166, two letters; empty: every row must name its own. */
  readonly country: string;
}
