import type { ImportFailure, RowReason } from './import.contract.ts';

/** What is wrong with a row, to be mended in the file: the same at the screen and the command line. */
export const rowReasonWords: Readonly<Record<RowReason, string>> = {
  missing: 'It is required, and empty.',
  hidden_characters: 'It holds signs that can’t be seen.',
  mixed_scripts: 'A word mixes letters of two alphabets that look alike.',
  form: 'It does not look like one.',
  taken: 'Another account has it.',
  card_number: 'It looks like a payment card’s number, which is never kept.',
  too_long: 'It is too long.',
  unknown_word: 'That word is not known here.',
  formula: 'It begins like a spreadsheet’s formula, or is one.',
  contradiction: 'Two columns say different things of it.',
  columns: 'The row has more or fewer cells than there are columns.',
  row_too_long: 'The row is too long.',
  cell_too_long: 'A cell is too long.',
  quotes: 'A quotation mark stands where none may.',
  encoding: 'Its bytes are no text in the file’s encoding.',
  json: 'The line is not one JSON object.',
  named_twice: 'An earlier row is about the same account.',
  two_accounts: 'Its Client ID is one account’s, and its username another’s.',
  same_code: 'Two people on the account would have the same code.',
  changed_since: 'Somebody changed the account after the file was read.',
};

/** Why a file can't be read, or an import was given up, and what to do. */
export const importFailureWords: Readonly<Record<ImportFailure, string>> = {
  empty: 'There is nothing in the file.',
  format: 'It is neither CSV, JSON Lines nor an XLSX workbook. Save it as one of these.',
  encoding: 'Its text is in an encoding that is not read here. Save it as UTF-8.',
  headings:
    'Its first line does not name the columns, or names one in a way that can’t be taken. Give each column a short name.',
  too_many_columns: 'It has more than 256 columns.',
  unclosed_quote: 'A quotation mark opens and never closes.',
  too_large: 'It unpacks to more than is read. Save it as CSV.',
  damaged: 'The workbook is damaged, or locked by a password. Save it as CSV.',
  doctype: 'The workbook declares a document type, which none does that a spreadsheet has saved.',
  sheet: 'The workbook has no such sheet.',
  clash:
    'Between the dry run and now an account was changed, or a name was taken. Nothing of the import is kept. Import the file again.',
};
