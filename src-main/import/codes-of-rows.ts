import type { CodeFacts } from '#shared/rules/account-details.ts';
import type { AccountFields } from '#shared/rules/account-fields.ts';
import type { KnownAccount } from './known-accounts.ts';
import type { ImportContact, ImportedCode, ImportRow, WholeRow } from './records.ts';
import type { CodeToAdd } from './row-changes.ts';

/** A code that a row brings, and whose it is. */
export interface BroughtCode extends ImportedCode {
  readonly accountId: number;
  /** Null: the account's main code. */
  readonly contactId: number | null;
  /** What is on file, which today's policy lets no code be made of. */
  readonly facts: CodeFacts;
}

interface AddedAccount {
  readonly accountId: number;
  /** The owner's first, then the row's contacts'. */
  readonly contactIds: readonly number[];
}

/** The codes of a row that made an account. */
export function codesOfNew(
  row: WholeRow,
  { accountId, contactIds }: AddedAccount,
): readonly BroughtCode[] {
  const facts = factsOf(row.fields, row.contacts, []);
  const main = row.mainCode ? [{ ...row.mainCode, accountId, contactId: null, facts }] : [];
  const own = row.contacts.flatMap(({ code }, place): BroughtCode[] => {
    const contactId = contactIds[place + 1];
    return code && contactId !== undefined ? [{ ...code, accountId, contactId, facts }] : [];
  });
  return [...main, ...own];
}

/** The codes of a row that changed an account; contacts' ids in the order of the row. */
export function codesOfChanged(
  row: ImportRow,
  known: KnownAccount,
  codes: readonly CodeToAdd[],
  contactIds: readonly number[],
): readonly BroughtCode[] {
  const { accountId } = known;
  const people = [...known.contacts, ...row.contacts];
  const facts = factsOf({ ...known.fields, ...row.fields }, people, known.domains);
  return codes.flatMap(({ place, code }): BroughtCode[] => {
    const contactId = place === null ? null : contactIds[place];
    return contactId === undefined ? [] : [{ ...code, accountId, contactId, facts }];
  });
}

function factsOf(
  fields: AccountFields,
  people: readonly Pick<ImportContact, 'name' | 'email' | 'phone'>[],
  domains: readonly string[],
): CodeFacts {
  const given = (values: readonly (string | undefined)[]) =>
    values.filter((value) => value !== undefined).filter(Boolean);
  return {
    names: given([fields.name, fields.company, ...people.map(({ name }) => name)]),
    usernames: given([fields.username, fields.clientId]),
    emails: given([fields.email, ...people.map(({ email }) => email)]),
    phones: given([fields.phone, ...people.map(({ phone }) => phone)]),
    domains,
  };
}
