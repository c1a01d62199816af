import type { Contract, OutputOf, ParsedInputOf } from '#shared/contract/index.ts';
import { mayChangeContact } from '#shared/rules/contact-rules.ts';
import type { SignedIn } from '../platform/call.ts';
import type { Tx } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';
import {
  type ContactChange,
  ContactChanges,
  type ContactChangesParts,
  contactOn,
  inWords,
  standingOf,
} from './contact-changes.ts';
import * as queries from './contacts.queries.ts';

interface Parts extends ContactChangesParts {
  /** Has the main code changed at the next call, where there is one. */
  readonly requireMainChange: (tx: Tx, accountId: number, now: number) => Promise<void>;
}

type Transfer = Contract['accounts']['transferOwner'];

/** Gives accounts to another owner. */
export class OwnerTransferService {
  readonly #parts: Parts;
  readonly #changes: ContactChanges;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#changes = new ContactChanges(parts);
  }

  /**
   * Makes a contact the owner; who was it stays with what is given, and the main code, which they
   * know, is to be changed (decision 0029). No caller gives away what is somebody else's. Refuses as
   * the channel says.
   */
  transfer(who: SignedIn, asked: ParsedInputOf<Transfer>): Promise<OutputOf<Transfer>> {
    const { accountId, contactId, formerOwner } = asked;
    const { viewingAccess } = formerOwner;
    const given = { permissions: inWords(formerOwner.permissions), viewingAccess };
    const note = { action: 'account.owner_changed', contactId } as const;
    const work = async (change: ContactChange) => {
      const { tx, caller, contacts, now } = change;
      const former = contacts.find(({ kind }) => kind === 'owner');
      if (caller && !(former && mayChangeContact(caller, standingOf(former)))) change.forbid();
      const contact = contactOn(change, contactId);
      if (contact.id === former?.id)
        throw new Refusal('conflict', 'This contact is the owner already.');
      const taken = await change.write(async () => {
        // First the one, then the other: the store has no account with two owners.
        if (former)
          await queries.updateContact(tx, former.id, { kind: 'authorized', ...formerOwner });
        await queries.updateContact(tx, contactId, {
          ...{ kind: 'owner', viewingAccess: false },
          permissions: ['billing', 'technical', 'security', 'owner'],
        });
        if (former)
          await queries.nameByOwner(tx, accountId, { before: former.name, now: contact.name });
      });
      if (former) await this.#parts.endGrants(tx, accountId, former.id, now);
      await this.#parts.requireMainChange(tx, accountId, now);
      const details = { fromContactId: former?.id ?? null, ...given };
      await change.record(taken, { ...note, details });
      return {};
    };
    return this.#changes.begin(who, asked, 'account.owner', work, {
      ...{ ...note, details: given, outcome: {} },
      isSo: (_account, contacts) =>
        contacts.some(({ id, kind }) => id === contactId && kind === 'owner'),
    });
  }
}
