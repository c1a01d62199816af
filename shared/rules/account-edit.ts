import type { AccountStatus } from '../contract/fields.ts';
import {
  type AccountFields,
  type EditField,
  type EditFields,
  editFields,
  type FieldProblem,
  type FieldProblemKind,
} from './account-fields.ts';
import type { Change } from './leave-rules.ts';

/** What is edited with leave of its own. */
export const editParts = ['details', 'email', 'phone', 'username'] as const;
export type EditPart = (typeof editParts)[number];

/** The leave that each takes. */
export const changeOfPart = {
  details: 'account.details',
  email: 'account.email',
  phone: 'account.phone',
  username: 'account.username',
} as const satisfies Record<EditPart, Change>;

/** Those by which the client is reached and logs in are parts by themselves. */
export function partOf(field: EditField): EditPart {
  return field === 'email' || field === 'phone' || field === 'username' ? field : 'details';
}

/** The fields that an edit changes, in the order of the form. */
export function changedFields(before: EditFields, after: EditFields): readonly EditField[] {
  return editFields.filter((field) => after[field].trim() !== before[field].trim());
}

/** What another country judges anew. */
const ofCountry: readonly EditField[] = ['postalCode', 'region'];

export interface EditProblem {
  readonly field: EditField;
  readonly problem: FieldProblemKind;
}

/**
 * Those of the problems that stand against an edit: with what it changes, and with what a changed
 * country judges anew. What was there before, from an import or from stricter rules, and stays as it
 * is, is no reason to refuse another change.
 */
export function problemsOfEdit(
  problems: readonly FieldProblem[],
  before: EditFields,
  after: EditFields,
): EditProblem[] {
  const changed = changedFields(before, after);
  const judged = changed.includes('country') ? [...changed, ...ofCountry] : changed;
  return problems.flatMap(({ field, problem }) => {
    const edited = judged.find((one) => one === field);
    return edited ? [{ field: edited, problem }] : [];
  });
}

/** The fields of an edit as a whole account's are judged: its Client ID stays what it is. */
export function asAccountFields(fields: EditFields): AccountFields {
  return { ...fields, clientId: '' };
}

/** The statuses an account can get from the one it has. A closed one is not suspended. */
export const nextStatuses = {
  active: ['suspended', 'closed'],
  suspended: ['active', 'closed'],
  closed: ['active'],
} as const satisfies Record<AccountStatus, readonly AccountStatus[]>;

/** The leave that a change of status takes. Opening an account again takes what closing it took. */
export function changeOfStatus(from: AccountStatus, to: AccountStatus): Change {
  if (from === 'closed' || to === 'closed') return 'account.status.close';
  return to === 'suspended' ? 'account.status.suspend' : 'account.status.resume';
}
