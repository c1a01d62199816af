import { useEffect, useState } from 'react';
import type { accountsNewChannels } from '#shared/contract/accounts-new.contract.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import {
  type AccountField,
  type AccountFields,
  accountFields,
  accountProblems,
  type FieldProblem,
  type FieldProblemKind,
} from '#shared/rules/account-fields.ts';
import { desk } from '../../bridge/desk.ts';

type Checked = OutputOf<(typeof accountsNewChannels)['checkNew']>;

/** So long after the last key the main process is asked (milliseconds). */
const pause = 300;

export interface AccountCheck {
  readonly problems: Readonly<Partial<Record<AccountField, FieldProblemKind>>>;
  /** The phone number as it was understood; null while it was not. */
  readonly phone: string | null;
  /** Takes in what the main process said against these fields. */
  readonly take: (fields: AccountFields, problems: readonly FieldProblem[]) => void;
}

/**
 * What stands against a new account as it is typed: at once what the fields tell, and after a pause
 * what only the main process knows. What it said holds until its field, or the country, changes.
 */
export function useAccountCheck(fields: AccountFields): AccountCheck {
  const [said, setSaid] = useState<(Checked & { readonly of: AccountFields }) | null>(null);
  useEffect(() => {
    let current = true;
    const timer = setTimeout(async () => {
      const answer = await desk.accounts.checkNew(fields);
      if (current && answer.ok) setSaid({ ...answer.value, of: fields });
    }, pause);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [fields]);
  const holds = (field: AccountField) =>
    said !== null && said.of[field] === fields[field] && said.of.country === fields.country;
  const found = [
    ...(said?.problems ?? []).filter(({ field }) => holds(field)),
    ...accountProblems(fields),
  ];
  return {
    problems: Object.fromEntries(found.map(({ field, problem }) => [field, problem])),
    phone: holds('phone') ? (said?.phone ?? null) : null,
    take: (of, problems) => setSaid({ of, problems: [...problems], phone: null }),
  };
}

/** The fields as they are sent. */
export function trimmed(fields: AccountFields): AccountFields {
  return Object.fromEntries(
    accountFields.map((field) => [field, fields[field].trim()]),
  ) as AccountFields;
}
