import type { CodesView, codesChannels } from '#shared/contract/codes.contract.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { Leave } from '#shared/contract/leave.ts';
import type { Change } from '#shared/rules/leave-rules.ts';
import type { EndGrantsByMainCode } from '../accounts/what-ends.ts';
import type { AuditNote } from '../audit/audit-entry.ts';
import type { SignedIn } from '../platform/call.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';
import { contactKey } from '../throttle/throttle.service.ts';
import * as queries from './codes.queries.ts';
import { assertHolder, codesViewOf } from './codes-view.ts';
import { onceHashed } from './once-hashed.ts';
import { about, type CodeChangeParts, whichOf } from './set-code.service.ts';

interface Parts extends CodeChangeParts {
  readonly isOpenedBy: (
    store: Store,
    staffId: number,
    accountId: number,
    now: number,
  ) => Promise<boolean>;
  readonly endGrantsByMainCode: EndGrantsByMainCode;
}

type Asked<Name extends keyof typeof codesChannels> = ParsedInputOf<(typeof codesChannels)[Name]>;
interface Changing extends queries.Holder {
  readonly leave: Leave;
  readonly version: number;
}

/** Changes to codes that are set, other than replacing them, and to the leave to use the main one. */
export class CodeChangesService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** How an account's codes stand. Refuses `not_found` unless it was opened within the hour. */
  async view(who: SignedIn, accountId: number): Promise<CodesView> {
    const { store, clock, isOpenedBy } = this.#parts;
    if (!(await isOpenedBy(store, who.staffId, accountId, clock.now())))
      throw new Refusal('not_found', 'You have not opened this account within the hour.');
    return codesViewOf(store, accountId);
  }

  /** Takes a code away; it can't come back. Refuses as leave does, `not_found` and `conflict`. */
  remove(who: SignedIn, asked: Asked<'remove'>): Promise<CodesView> {
    return onceHashed(this.#parts, asked, () =>
      this.#change(who, asked, 'code.remove', 'code.removed', async (tx, row, now) => {
        await queries.keepPast(tx, row, now);
        await queries.deleteCode(tx, row.id);
      }),
    );
  }

  /** Has a code verify nobody. Refuses as `remove` does, and `conflict` when it does so already. */
  disable(who: SignedIn, asked: Asked<'disable'>): Promise<CodesView> {
    return this.#change(who, asked, 'code.disable', 'code.disabled', async (tx, row, now) => {
      if (row.disabled_at !== null) throw new Refusal('conflict', 'This code is disabled already.');
      await queries.flag(tx, row.id, { disabled_at: now });
    });
  }

  /** Has a code verify again, by a supervisor's reason. A contact's failures are forgiven. */
  enable(who: SignedIn, { reason, ...asked }: Asked<'enable'>): Promise<CodesView> {
    const changing = { ...asked, leave: { by: 'reason', reason } } as const;
    return this.#change(who, changing, 'code.disable', 'code.enabled', async (tx, row) => {
      await queries.flag(tx, row.id, { disabled_at: null, must_change_used_at: null });
      const { accountId, contactId } = asked;
      if (contactId !== null)
        await this.#parts.throttle.forgiveAll(tx, {
          scope: 'contact',
          key: contactKey(accountId, contactId),
        });
      await this.#parts.tellOfCode(tx, accountId, {
        actor: { staffId: who.staffId, role: who.role },
        verificationId: null,
        changed: `${whichOf(contactId)}_code_enabled`,
      });
    });
  }

  /**
   * Has the client choose another code: this one verifies once more. Refuses as `remove` does, and
   * `conflict` where another is due already: asking again gives back no use that is spent, or an agent
   * could have a code go on that a supervisor has to enable.
   */
  requireChange(who: SignedIn, asked: Asked<'requireChange'>): Promise<CodesView> {
    const change = asked.contactId === null ? 'code.main' : 'code.own';
    return this.#change(who, asked, change, 'code.change_required', async (tx, row, now) => {
      if (row.must_change_at !== null)
        throw new Refusal('conflict', 'Another code is due in place of this one already.');
      await queries.flag(tx, row.id, { must_change_at: now });
    });
  }

  /**
   * Gives viewing access, of which the client is told, or takes it: with it ends what the contact was
   * granted by the main code. Refuses as leave does, `not_found`, `conflict` for the owner.
   */
  async setViewingAccess(who: SignedIn, asked: Asked<'setViewingAccess'>): Promise<CodesView> {
    const { store, clock, audit, leaves, versions, endGrantsByMainCode, tellOfCode } = this.#parts;
    const { accountId, contactId, may } = asked;
    return store.transaction().execute(async (tx) => {
      const change = may ? 'access.give' : 'access.take';
      const taken = await leaves.take(tx, who, accountId, change, asked.leave);
      const contacts = await queries.contactsOf(tx, accountId);
      const contact = contacts.find(({ id }) => id === contactId);
      if (!contact) throw new Refusal('not_found', 'This contact is not on the account.');
      if (contact.kind === 'owner')
        throw new Refusal('conflict', 'The main code is the owner’s own: they need no access.');
      const had = contact.viewing_access === 1;
      await versions.count(tx, accountId, asked.version);
      await queries.setViewingAccess(tx, contactId, may);
      if (!may) await endGrantsByMainCode(tx, accountId, contactId, clock.now());
      await audit.append(tx, {
        ...about(who, { accountId, contactId }, taken),
        action: may ? 'code.access_given' : 'code.access_taken',
        outcome: 'done',
        details: { before: had, ...taken.auditDetails },
      });
      // What an account is made with is no change of it.
      if (may && !had && taken.by !== 'creation')
        await tellOfCode(tx, accountId, {
          actor: { staffId: who.staffId, role: who.role },
          verificationId: taken.verificationId,
          changed: 'access_given',
        });
      return codesViewOf(tx, accountId);
    });
  }

  async #change(
    who: SignedIn,
    asked: Changing,
    change: Change,
    action: AuditNote['action'],
    work: (tx: Tx, row: queries.CodeRow, now: number) => Promise<void>,
  ): Promise<CodesView> {
    const { store, clock, audit, leaves, versions } = this.#parts;
    const { accountId, contactId, leave } = asked;
    return store.transaction().execute(async (tx) => {
      const taken = await leaves.take(tx, who, accountId, change, leave, contactId);
      await assertHolder(tx, asked);
      await versions.count(tx, accountId, asked.version);
      const row = await queries.codeOf(tx, { accountId, contactId });
      if (!row) throw new Refusal('conflict', 'There is no such code to change.');
      await work(tx, row, clock.now());
      await audit.append(tx, {
        ...about(who, { accountId, contactId }, taken),
        action,
        outcome: 'done',
        details: { which: whichOf(contactId), ...taken.auditDetails },
      });
      return codesViewOf(tx, accountId);
    });
  }
}
