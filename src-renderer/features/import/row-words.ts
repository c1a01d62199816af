import type { ImportedRow } from '#shared/contract/import.contract.ts';
import { rowReasonWords } from '#shared/contract/import-words.ts';
import type { Mapping } from '#shared/rules/import-mapping.ts';
import { columnStrings, targetLabels } from '../../strings/import-columns.ts';

/** What the columns of a file are called, and hold. */
export interface FileColumns {
  readonly headings: readonly string[];
  readonly mapping: Mapping;
}

/**
 * The column a refused row is about: as the file calls it, else by what it holds or its place; empty
 * where it is about the whole row.
 */
export function columnWords(row: ImportedRow, { headings, mapping }: FileColumns): string {
  const { column, target } = row;
  const place = column ?? (target === null ? undefined : mapping[target]);
  const heading = place === undefined ? undefined : headings[place]?.trim();
  if (heading) return columnStrings.named(heading);
  if (target !== null) return targetLabels[target];
  return column === null ? '' : columnStrings.unnamed(column);
}

/** Why a row is refused, and in which column. */
export function refusalWords(row: ImportedRow, columns: FileColumns): string {
  const column = columnWords(row, columns);
  const why = row.problem === null ? '' : rowReasonWords[row.problem];
  return column === '' ? why : `${column}: ${why}`;
}
