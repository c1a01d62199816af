import { type AccountField, accountFields } from '#shared/rules/account-fields.ts';
import type { ContactChange, KnownAccount, KnownContact } from './known-accounts.ts';
import type { ImportContact, ImportedCode, ImportRow } from './records.ts';

/** A code for whoever is at that place of the changed contacts; null: the account's main code. */
export interface CodeToAdd {
  readonly place: number | null;
  readonly code: ImportedCode;
}

/** What a row would do to an account that is there. */
export interface RowChanges {
  readonly fields: Readonly<Partial<Record<AccountField, string>>>;
  readonly status?: KnownAccount['status'];
  readonly contacts: readonly ContactChange[];
  readonly codes: readonly CodeToAdd[];
  /** In words of the fields, for whoever confirms it; empty: nothing. */
  readonly names: readonly string[];
}

/**
 * Holds a row against the account it names. What the row does not give stays as it is, and so does a
 * code that is there: the importer never replaces one.
 */
export function changesOf(row: ImportRow, known: KnownAccount): RowChanges {
  const fields = Object.fromEntries(
    accountFields.flatMap((field) => {
      const given = row.fields[field];
      return given === undefined || given === '' || given === known.fields[field]
        ? []
        : [[field, given]];
    }),
  );
  const status = row.status !== undefined && row.status !== known.status ? row.status : undefined;
  const people = peopleOf(row.contacts, known.contacts);
  const codes: CodeToAdd[] = people.flatMap(({ code }, place) => (code ? [{ place, code }] : []));
  if (row.mainCode && !known.hasMainCode) codes.unshift({ place: null, code: row.mainCode });
  const changed = people.some(({ names }) => names.length > 0);
  return {
    fields,
    ...(status === undefined ? {} : { status }),
    contacts: changed || codes.length > 0 ? people.map(({ change }) => change) : [],
    codes,
    names: [
      ...Object.keys(fields),
      ...(status === undefined ? [] : ['status']),
      ...new Set(people.flatMap(({ names }) => names)),
      ...(codes.length > 0 ? ['code'] : []),
    ],
  };
}

/** Names as people take them for the same. */
const folded = (text: string) => text.normalize('NFC').trim().toLowerCase();

/**
 * A row means a person by their name. An e-mail address is not enough: several people share one, and
 * whoever took another's place would have their code. Nobody is meant twice: two may have one name.
 */
function peopleOf(contacts: readonly ImportContact[], known: readonly KnownContact[]) {
  const left = new Set(known);
  return contacts.map((contact) => {
    const person = [...left].find(({ name }) => folded(name) === folded(contact.name));
    if (person) left.delete(person);
    return personChange(contact, person);
  });
}

function personChange(contact: ImportContact, known: KnownContact | undefined) {
  const { name, email, phone, permissions, viewingAccess, code } = contact;
  if (!known) {
    const change: ContactChange = {
      ...{ contactId: null, name },
      ...(email ? { email } : {}),
      ...(phone ? { phone } : {}),
      ...(permissions ? { permissions } : {}),
      ...(viewingAccess === undefined ? {} : { viewingAccess }),
    };
    return { change, names: ['contact'], code };
  }
  // An owner may ask for everything and needs no access: what a row says of that means nothing.
  const owner = known.kind === 'owner';
  const differs = {
    ...(name === known.name ? {} : { name }),
    ...(email && email !== known.email ? { email } : {}),
    ...(phone && phone !== known.phone ? { phone } : {}),
    ...(!owner && permissions && !sameSet(permissions, known.permissions) ? { permissions } : {}),
    ...(!owner && viewingAccess !== undefined && viewingAccess !== known.viewingAccess
      ? { viewingAccess }
      : {}),
  };
  return {
    change: { contactId: known.contactId, ...differs },
    names: Object.keys(differs).length > 0 ? ['contact'] : [],
    code: known.hasCode ? undefined : code,
  };
}

function sameSet(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one) => others.includes(one));
}
