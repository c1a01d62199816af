import type { FileFormat } from '#shared/rules/import-formats.ts';
import { readCsv } from './csv-reader.ts';
import { readJsonLines } from './jsonl-reader.ts';
import type { ReadRecords } from './records.ts';
import { readXlsx } from './xlsx-reader.ts';

const readers: Readonly<Record<FileFormat, ReadRecords>> = {
  csv: readCsv,
  jsonl: readJsonLines,
  xlsx: readXlsx,
};

/** Reads a file's rows by its plan (`planFile`). */
export const readRecords: ReadRecords = (source, plan) => readers[plan.format](source, plan);
