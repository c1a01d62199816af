import type { Leave } from '#shared/contract/leave.ts';
import type { CallerStanding, Change } from '#shared/rules/leave-rules.ts';
import type { AuditNote, AuditWriter } from '../audit/audit-entry.ts';
import type { LeaveService, TakenLeave } from '../leave/leave.service.ts';
import { LeaveRefusal } from '../leave/leave-refusal.ts';
import type { SignedIn } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import type { FullText } from '../platform/database/word-index/word-index.ts';
import { Refusal } from '../platform/refusal.ts';
import { AccountWriter } from './account-writer.ts';
import {
  type AccountRow,
  type ContactRow,
  contactsOf,
  findAccount,
  permissionsOf,
} from './accounts.queries.ts';
import type { ClientNotices } from './client-notices.ts';
import { fieldsOf } from './edit-account.queries.ts';
import { asKnownContact } from './known-contact.ts';
import { noticedChanges } from './noticed-changes.ts';
import { isSentAgain, type SentAgain } from './sent-again.ts';
import type { EndGrants } from './what-ends.ts';

export interface ContactChangesParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly fullText: FullText;
  readonly leaves: LeaveService;
  readonly endGrants: EndGrants;
  readonly notices: ClientNotices;
}

/** Of every change of an account's contacts: which account, as it was looked at, by what right. */
interface Asked {
  readonly accountId: number;
  readonly version: number;
  readonly leave: Leave;
}

/** A change of an account's contacts for which there is leave. */
export interface ContactChange {
  readonly tx: Tx;
  readonly account: AccountRow;
  readonly contacts: readonly ContactRow[];
  /** The caller whose leave it is; null where a colleague's own word counts. */
  readonly caller: CallerStanding | null;
  /** Unix milliseconds. */
  readonly now: number;
  /** Refuses as leave does: this caller may not have it done. */
  readonly forbid: () => never;
  /** Takes leave and writes, with look-up in step. Refuses `conflict` for another version. */
  readonly write: (write: () => Promise<void>) => Promise<TakenLeave>;
  readonly record: (
    taken: TakenLeave,
    note: Pick<AuditNote, 'action' | 'contactId' | 'details'>,
  ) => Promise<void>;
}

/**
 * What every change of an account's contacts goes through: leave, version, look-up, record, and the
 * notice to the client.
 */
export class ContactChanges {
  readonly #parts: ContactChangesParts;
  readonly #writer: AccountWriter;

  constructor(parts: ContactChangesParts) {
    this.#parts = parts;
    this.#writer = new AccountWriter(parts.fullText);
  }

  /**
   * Does `work` in one transaction, with leave for it. Refuses as leave does. A change that this
   * colleague has just made is answered as it was: it may have ended the very grant that it had.
   */
  begin<Outcome>(
    who: SignedIn,
    asked: Asked,
    change: Change,
    work: (change: ContactChange) => Promise<Outcome>,
    again?: SentAgain<Outcome>,
  ): Promise<Outcome> {
    const { store, clock, leaves } = this.#parts;
    const { accountId, version, leave } = asked;
    return store.transaction().execute(async (tx) => {
      const now = clock.now();
      const account = await findAccount(tx, accountId);
      if (again && account && (await isSentAgain(tx, who, account, version, again, now)))
        return again.outcome;
      const { caller, verificationId } = await leaves.check(tx, who, accountId, change, leave);
      if (!account) throw new Refusal('not_found', 'There is no such account.');
      const contacts = await contactsOf(tx, accountId);
      let written = false;
      const outcome = await work({
        ...{ tx, account, caller, contacts },
        now,
        forbid: () => {
          throw new LeaveRefusal({ who, accountId, verificationId, change, need: 'permission' });
        },
        write: async (write) => {
          // A reason is kept only for what is done.
          const taken = await leaves.take(tx, who, accountId, change, leave);
          await this.#writer.change(tx, accountId, version, write);
          written = true;
          return taken;
        },
        record: (taken, { details, ...note }) =>
          this.#record(tx, who, accountId, taken, {
            ...note,
            details: { ...details, version: version + 1 },
          }),
      });
      if (written) await this.#tell(tx, who, verificationId, { account, contacts });
      return outcome;
    });
  }

  async #tell(
    tx: Tx,
    who: SignedIn,
    verificationId: number | null,
    { account, contacts }: Pick<ContactChange, 'account' | 'contacts'>,
  ): Promise<void> {
    const factsOf = (rows: readonly ContactRow[]) => ({
      fields: fieldsOf(account),
      contacts: rows.map((row) => asKnownContact(row, [])),
      hasMainCode: false,
    });
    const now = await contactsOf(tx, account.id);
    await this.#parts.notices.tell(tx, {
      actor: { staffId: who.staffId, role: who.role },
      ...{ verificationId, account },
      changed: noticedChanges(factsOf(contacts), factsOf(now)),
    });
  }

  #record(
    tx: Tx,
    who: SignedIn,
    accountId: number,
    { verificationId, channel, auditDetails }: TakenLeave,
    { action, contactId = null, details }: Pick<AuditNote, 'action' | 'contactId' | 'details'>,
  ): Promise<void> {
    return this.#parts.audit.append(tx, {
      ...{ action, accountId, contactId, verificationId, channel, outcome: 'done' },
      actor: { staffId: who.staffId, role: who.role },
      details: { ...details, ...auditDetails },
    });
  }
}

/** A contact of the account that is changed. Refuses `not_found`. */
export function contactOn(
  { contacts }: Pick<ContactChange, 'contacts'>,
  contactId: number,
): ContactRow {
  const contact = contacts.find(({ id }) => id === contactId);
  if (!contact) throw new Refusal('not_found', 'This contact is not on the account.');
  return contact;
}

/** A contact as one who asks for changes, or is changed. */
export function standingOf(row: ContactRow): CallerStanding {
  return { contactId: row.id, isOwner: row.kind === 'owner', permissions: permissionsOf(row) };
}

/** Permissions as the log has them. */
export function inWords(permissions: readonly string[]): string {
  return permissions.toSorted().join(',');
}
