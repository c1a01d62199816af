import type { Contract, OutputOf, ParsedInputOf } from '#shared/contract/index.ts';
import { mayChangeContact, mayGive } from '#shared/rules/contact-rules.ts';
import type { SignedIn } from '../platform/call.ts';
import type { Tx } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';
import { type ContactRow, permissionsOf } from './accounts.queries.ts';
import {
  type ContactChange,
  ContactChanges,
  type ContactChangesParts,
  contactOn,
  inWords,
  standingOf,
} from './contact-changes.ts';
import { problemsOf } from './contact-problems.ts';
import * as queries from './contacts.queries.ts';
import type { NewContact } from './new-account.ts';
import { toInternational } from './phone-numbers.ts';
import { losesPermission } from './what-ends.ts';

interface Parts extends ContactChangesParts {
  /** Deletes a contact's own code, those it replaced, and the tries that were counted. */
  readonly forgetCodes: (tx: Tx, accountId: number, contactId: number) => Promise<void>;
}

type Channels = Contract['accounts'];
type Asked<Name extends keyof Channels> = ParsedInputOf<Channels[Name]>;
type Answer<Name extends keyof Channels> = OutputOf<Channels[Name]>;

/** Authorized contacts: added, changed and removed. */
export class ContactsService {
  readonly #parts: Parts;
  readonly #changes: ContactChanges;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#changes = new ContactChanges(parts);
  }

  /** Adds an authorized contact, or says what stands against it. Refuses as the channel says. */
  add(who: SignedIn, asked: Asked<'addContact'>): Promise<Answer<'addContact'>> {
    return this.#changes.begin(who, asked, 'contact.add', async (change) => {
      const { tx, account, caller, contacts, forbid } = change;
      const { accountId, name, email, phone, permissions } = asked;
      if (caller && !mayGive(caller, [], permissions)) forbid();
      const contact: NewContact = {
        ...{ kind: 'authorized', name, permissions, viewingAccess: false },
        email: email || null,
        phone: phone ? toInternational(phone, account.country) : null,
      };
      // A browser sends a POST a second time by itself: the second is answered as the first was.
      const before = account.version === asked.version + 1 && contacts.find(isSame(contact));
      if (before) return { kind: 'added', contactId: before.id };
      const problems = problemsOf(asked, account.country, contacts);
      if (problems.length > 0) return { kind: 'refused', problems };
      let contactId = 0;
      const taken = await change.write(async () => {
        contactId = await queries.insertContact(tx, accountId, contact);
      });
      const details = { permissions: inWords(permissions) };
      await change.record(taken, { action: 'contact.added', contactId, details });
      return { kind: 'added', contactId };
    });
  }

  /** Changes what is given of a contact, or says what stands against it. */
  change(who: SignedIn, asked: Asked<'changeContact'>): Promise<Answer<'changeContact'>> {
    const { accountId, contactId, changes } = asked;
    const { permissions, name, email, phone } = changes;
    const fields = Object.keys(changes).toSorted().join(',');
    const details = { fields, ...(permissions && { permissions: inWords(permissions) }) };
    const note = { action: 'contact.changed', contactId, details } as const;
    const work = async (change: ContactChange): Promise<Answer<'changeContact'>> => {
      const { tx, account, caller, forbid } = change;
      const contact = changeable(change, contactId);
      const before = permissionsOf(contact);
      if (caller && !mayGive(caller, before, permissions ?? [])) forbid();
      if (contact.kind === 'owner' && permissions)
        throw new Refusal('conflict', 'The owner may ask for everything.');
      const others = change.contacts.filter(({ id }) => id !== contactId);
      const problems = problemsOf({ name, email, phone }, account.country, others);
      if (problems.length > 0) return { kind: 'refused', problems };
      const taken = await change.write(async () => {
        const columns = columnsOf(changes, account.country);
        await queries.updateContact(tx, contactId, { ...columns, permissions });
        if (contact.kind === 'owner' && name)
          await queries.nameByOwner(tx, accountId, { before: contact.name, now: name });
      });
      if (permissions && losesPermission(before, permissions))
        await this.#parts.endGrants(tx, accountId, contactId, change.now);
      await change.record(taken, note);
      return { kind: 'changed' };
    };
    return this.#changes.begin(who, asked, 'contact.change', work, {
      ...note,
      isSo: ({ country }, contacts) => {
        const columns = Object.entries(columnsOf(changes, country));
        const contact = contacts.find(({ id }) => id === contactId);
        return columns.every(([column, text]) => contact?.[column as keyof Columns] === text);
      },
      outcome: { kind: 'changed' },
    });
  }

  /**
   * Takes a contact off the account. What they are reached by, what they may and their code are
   * gone; the name stays, for the log and past calls say who it was.
   */
  remove(who: SignedIn, asked: Asked<'removeContact'>): Promise<Answer<'removeContact'>> {
    const { accountId, contactId } = asked;
    const note = { action: 'contact.removed', contactId } as const;
    const work = async (change: ContactChange): Promise<Answer<'removeContact'>> => {
      const { tx, now } = change;
      if (changeable(change, contactId).kind === 'owner')
        throw new Refusal('conflict', 'The owner can’t be removed. Give the account away first.');
      const taken = await change.write(() =>
        queries.updateContact(tx, contactId, {
          ...{ email: null, phone: null, permissions: [], viewingAccess: false, removedAt: now },
        }),
      );
      await this.#parts.forgetCodes(tx, accountId, contactId);
      await this.#parts.endGrants(tx, accountId, contactId, now);
      await change.record(taken, note);
      return {};
    };
    return this.#changes.begin(who, asked, 'contact.remove', work, {
      ...{ ...note, details: {}, outcome: {} },
      isSo: (_account, contacts) => contacts.every(({ id }) => id !== contactId),
    });
  }
}

/** A contact whom this caller may have changed. */
function changeable(change: ContactChange, contactId: number): ContactRow {
  const contact = contactOn(change, contactId);
  if (change.caller && !mayChangeContact(change.caller, standingOf(contact))) change.forbid();
  return contact;
}

type Columns = Pick<ContactRow, 'name' | 'email' | 'phone'>;

/** What is given of a contact, beside permissions, as it is stored; what is empty is none. */
function columnsOf(
  { name, email, phone }: Asked<'changeContact'>['changes'],
  country: string,
): Partial<Columns> {
  return {
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email: email || null }),
    ...(phone !== undefined && { phone: phone ? toInternational(phone, country) : null }),
  };
}

/** Whether a contact is just as one that is to be added. */
function isSame(contact: NewContact): (row: ContactRow) => boolean {
  return (row) =>
    row.name === contact.name &&
    row.email === contact.email &&
    row.phone === contact.phone &&
    inWords(permissionsOf(row)) === inWords(contact.permissions);
}
