/** Why a whole file is not read. Nothing of it is taken over then. */
export const fileProblems = [
  /** There is nothing in it. */
  'empty',
  /** It is neither CSV, JSON Lines nor XLSX: an old Excel workbook, a PDF, a picture, a JSON array. */
  'format',
  /** Its text is in an encoding that is not read here. */
  'encoding',
  /** No headings, or one too long, with signs nobody sees, or a word that programs treat in a special way. */
  'headings',
  /** More columns than are read. */
  'too_many_columns',
  /** A quote opens and does not close. */
  'unclosed_quote',
  /** It unpacks to far more than it holds, or to more than is read at all. */
  'too_large',
  /** It is a workbook, and broken, locked by a password, or packed in a way that is not read. */
  'damaged',
  /** It is a workbook whose XML declares a document type. */
  'doctype',
  /** The workbook has no sheet of that name. */
  'sheet',
] as const;
export type FileProblem = (typeof fileProblems)[number];

/** Why one row of a file is refused, by the file's form alone. */
export const recordProblems = [
  /** It has more or fewer cells than there are headings, or names that none of them is. */
  'columns',
  /** Longer than a row may be. */
  'row_too_long',
  /** Longer than a cell may be. */
  'cell_too_long',
  /** A quote stands inside a cell, or something after the one that closes it. */
  'quotes',
  /** Bytes that are no text in the file's encoding. */
  'encoding',
  /** Not one JSON object, or one that is nested too deep. */
  'json',
  /** A spreadsheet's formula, or an error that one came to. */
  'formula',
] as const;
export type RecordProblem = (typeof recordProblems)[number];
