import { accountFields } from '#shared/rules/account-fields.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { KnownAccount, KnownContact } from '../import/known-accounts.ts';
import type { Actor } from '../platform/call.ts';
import type { Tx } from '../platform/database/schema.ts';
import type { ClientNotices } from './client-notices.ts';
import { fieldWords } from './field-words.ts';
import { isReachedElsewhere, noticedChanges } from './noticed-changes.ts';

interface Parts {
  readonly audit: AuditWriter;
  readonly notices: ClientNotices;
}

/** An account as it was until a run changed it or put it back, and as it is now. */
interface Changed {
  readonly before: KnownAccount;
  readonly after: KnownAccount;
}

const system: Actor = { staffId: null, role: 'system' };

/** What an import did to accounts that are there: in the log, and to their clients (decision 0036). */
export class RunRecords {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Appends one record for each, and queues the notices, for a whole batch at once. */
  async keep(
    tx: Tx,
    runId: number,
    done: 'changed' | 'put_back',
    accounts: readonly Changed[],
  ): Promise<void> {
    const { audit, notices } = this.#parts;
    await audit.appendAll(
      tx,
      accounts.map(({ before, after }) => ({
        actor: system,
        action: done === 'changed' ? 'import.account_changed' : 'import.account_put_back',
        outcome: 'done',
        accountId: after.accountId,
        details: { runId, fields: namesOf(before, after).join(','), version: after.version },
      })),
    );
    await notices.tellAll(
      tx,
      accounts.map(({ before, after }) => ({
        actor: system,
        verificationId: null,
        account: {
          ...{ id: before.accountId, name: before.called },
          ...{ client_id: before.fields.clientId, email: before.fields.email },
        },
        changed: noticedChanges(before, after),
      })),
    );
  }
}

/** What differs, by the names that records have for it; the owner's name is `owner`. */
function namesOf(before: KnownAccount, after: KnownAccount): string[] {
  const differs = (field: (typeof accountFields)[number]) =>
    before.fields[field] !== after.fields[field];
  const names = {
    name: before.called !== after.called,
    owner: differs('name'),
    status: before.status !== after.status,
    contacts: haveOthers(before, after),
    codes: codesOf(before) !== codesOf(after),
  };
  const fields = accountFields.filter((field) => field !== 'name' && field !== 'clientId');
  return [
    ...fieldWords(fields.filter(differs)),
    ...Object.entries(names).flatMap(([name, is]) => (is ? [name] : [])),
  ];
}

/** Whether there is somebody else, or somebody changed in what is theirs and not the account's. */
function haveOthers(before: KnownAccount, after: KnownAccount): boolean {
  if (before.contacts.length !== after.contacts.length) return true;
  return after.contacts.some((contact) => {
    const known = before.contacts.find(({ contactId }) => contactId === contact.contactId);
    return (
      known === undefined ||
      standingOf(known) !== standingOf(contact) ||
      isReachedElsewhere(before, known, after, contact)
    );
  });
}

/** The owner's name is the account's own field. */
const standingOf = ({ kind, name, permissions, viewingAccess }: KnownContact) =>
  JSON.stringify([kind === 'owner' ? '' : name, permissions.toSorted(), viewingAccess]);

const codesOf = ({ hasMainCode, contacts }: KnownAccount) =>
  Number(hasMainCode) + contacts.filter(({ hasCode }) => hasCode).length;
