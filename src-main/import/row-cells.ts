import {
  type AccountField,
  type AccountFields,
  accountFields,
  accountProblems,
  longestField,
} from '#shared/rules/account-fields.ts';
import { canonicalCode } from '#shared/rules/canonical-code.ts';
import { holdsCardNumber } from '#shared/rules/card-number.ts';
import { longestTypedCode } from '#shared/rules/code-strength.ts';
import type { RowProblem, TargetField } from '#shared/rules/import-mapping.ts';
import { hidesCharacters } from '#shared/rules/line-text.ts';
import { beginsFormula, saysNoCode } from './cell-values.ts';
import type { ImportedCode, ImportRow, RefusedRow } from './records.ts';

/** A cell can't be taken for what its column holds. Caught where the row is. */
export class CellRefused extends Error {
  readonly refused: RefusedRow;

  constructor(problem: RowProblem, column: TargetField) {
    super(problem);
    this.refused = { problem, column };
  }
}

/** What the cell of a target says; empty where it has no column. */
export type ReadCell = (target: TargetField) => string;

export const noFields: AccountFields = {
  ...{ name: '', company: '', email: '', phone: '', country: '', address1: '', address2: '' },
  ...{ postalCode: '', city: '', region: '', username: '', clientId: '' },
};

/** Those of the fields that are given, once the rules of the form hold for them. */
export function checked(
  given: Readonly<Partial<Record<AccountField, string>>>,
  column: (field: AccountField) => TargetField,
): ImportRow['fields'] {
  const fields = Object.fromEntries(
    accountFields.flatMap((field) => (given[field] ? [[field, given[field]]] : [])),
  ) as ImportRow['fields'];
  for (const field of accountFields)
    if ((fields[field]?.length ?? 0) > longestField[field])
      throw new CellRefused('too_long', column(field));
  const problems = accountProblems({ ...noFields, ...fields }).filter(
    // What else must be there, and how a country writes its postal codes, is judged with the account.
    ({ field, problem }) =>
      problem !== 'missing' && !(field === 'postalCode' && problem === 'form' && !fields.country),
  );
  const [first] = problems;
  if (first) throw new CellRefused(first.problem, column(first.field));
  return fields;
}

/** A code as it is to be said. How weak it is today's policy decides when it is stored. */
export function codeOf(
  read: ReadCell,
  target: TargetField,
  old: boolean,
): ImportedCode | undefined {
  const typed = read(target);
  if (typed === '' || saysNoCode(typed)) return undefined;
  if (typed.length > longestTypedCode) throw new CellRefused('too_long', target);
  if (hidesCharacters(typed)) throw new CellRefused('hidden_characters', target);
  if (holdsCardNumber(typed)) throw new CellRefused('card_number', target);
  if (canonicalCode(typed) === '') throw new CellRefused('form', target);
  return { typed, old };
}

/** A cell of plain text; what a spreadsheet would run as a formula is refused. */
export function text(
  read: ReadCell,
  target: TargetField,
  tidy: (written: string) => string = (written) => written,
): string {
  const written = tidy(read(target));
  if (beginsFormula(written)) throw new CellRefused('formula', target);
  return written;
}

/** What a closed word stands for; undefined if none is given. */
export function known<T>(
  written: string,
  target: TargetField,
  meaning: (written: string) => T | null,
  problem: RowProblem = 'unknown_word',
): T | undefined {
  if (written === '') return undefined;
  const value = meaning(written);
  if (value === null) throw new CellRefused(problem, target);
  return value;
}
