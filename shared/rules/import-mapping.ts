import { accountFields, fieldProblemKinds } from './account-fields.ts';

/** A row can bring so many authorized contacts beside the owner. */
export const contactNumbers = [1, 2, 3, 4, 5] as const;
export type ContactNumber = (typeof contactNumbers)[number];

/** What a row says of one authorized contact. */
export const contactParts = [
  'Name',
  'Email',
  'Phone',
  /** Words of billing, technical, security and owner. */
  'Permissions',
  /** Whether the owner lets them use the main code. */
  'ViewingAccess',
  /** Their own code. */
  'Code',
] as const;
export type ContactPart = (typeof contactParts)[number];
export type ContactTarget = `contact${ContactNumber}${ContactPart}`;

/** What a column of a file can hold. */
export const targetFields = [
  ...accountFields,
  'firstName',
  'lastName',
  'status',
  'customerSince',
  /** The main code. */
  'mainCode',
  /** The same from the time when it was called Phone/Chat Code. */
  'oldCode',
  ...contactNumbers.flatMap((number) =>
    contactParts.map((part): ContactTarget => `contact${number}${part}`),
  ),
] as const;
export type TargetField = (typeof targetFields)[number];

/** Which column (from 0) holds what. A column is used once at most. */
export type Mapping = Readonly<Partial<Record<TargetField, number>>>;

/** Why a row is refused for what stands in it. */
export const rowProblems = [
  ...fieldProblemKinds,
  /** Longer than such a field gets. */
  'too_long',
  /** No word for a status, a permission, yes, no or a date. */
  'unknown_word',
  /** It begins like a spreadsheet's formula. */
  'formula',
  /** Two columns say different things of one field. */
  'contradiction',
] as const;
export type RowProblem = (typeof rowProblems)[number];
