import { type EditField, type EditFields, editFields } from '#shared/rules/account-fields.ts';

/** Two people's edits of one account, brought together. */
export interface MergedEdit {
  /** What the second goes on with: theirs where only they changed it, else what was typed here. */
  readonly fields: EditFields;
  /** What only the other one changed, and was taken over. */
  readonly taken: readonly EditField[];
  /** What both changed, differently: a person has to decide. */
  readonly clashes: readonly EditField[];
}

/**
 * Brings an edit that was begun on `base` together with what somebody else has made of the account
 * since. Nothing that was typed is lost: where both changed a field it stays as typed, and is named.
 */
export function mergeEdit(base: EditFields, mine: EditFields, theirs: EditFields): MergedEdit {
  const differs = (one: EditFields, other: EditFields) => (field: EditField) =>
    one[field].trim() !== other[field].trim();
  const changedHere = editFields.filter(differs(mine, base));
  const changedThere = editFields.filter(differs(theirs, base));
  const kept = Object.fromEntries(changedHere.map((field) => [field, mine[field]]));
  return {
    fields: { ...theirs, ...kept },
    taken: changedThere.filter((field) => !changedHere.includes(field)),
    clashes: changedThere.filter(
      (field) => changedHere.includes(field) && differs(mine, theirs)(field),
    ),
  };
}
