import type { AccountFields } from '#shared/rules/account-fields.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type {
  AccountChange,
  AccountsForImport,
  AccountToAdd,
  ContactChange,
  KnownAccount,
  KnownContact,
  NamedAccount,
} from '../import/known-accounts.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import type { FullText } from '../platform/database/word-index/word-index.ts';
import { compact } from './account-words.ts';
import { AccountWriter } from './account-writer.ts';
import type { ClientNotices } from './client-notices.ts';
import { insertContact, updateContact, type WrittenContact } from './contacts.queries.ts';
import { fieldsOf, followByOwner, putFields, putStatus } from './edit-account.queries.ts';
import * as queries from './imported-accounts.queries.ts';
import { asKnownContact } from './known-contact.ts';
import { newAccountOf } from './new-account.ts';
import { nextClientIds } from './next-client-id.ts';
import { RunRecords } from './run-records.ts';
import {
  type EndGrants,
  type EndGrantsByMainCode,
  type EndPortalCodes,
  endWithStatus,
  losesPermission,
} from './what-ends.ts';

interface Parts {
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly notices: ClientNotices;
  readonly fullText: FullText;
  readonly endGrants: EndGrants;
  readonly endGrantsByMainCode: EndGrantsByMainCode;
  readonly endPortalCodes: EndPortalCodes;
}

/** Accounts that come from a file: found, added, changed, and put back as they were. */
export class ImportedAccounts implements AccountsForImport {
  readonly #parts: Parts;
  readonly #writer: AccountWriter;
  readonly #records: RunRecords;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#writer = new AccountWriter(parts.fullText);
    this.#records = new RunRecords(parts);
  }

  /** A Client ID or username in the form in which two of them are the same. */
  readonly nameKey = (name: string): string => compact(name);

  /** Who has these names as Client ID or username, by their form of `nameKey`. */
  async named(store: Store, keys: readonly string[]) {
    const found = new Map<string, NamedAccount>();
    if (keys.length === 0) return found;
    for (const { kind, value, account_id } of await queries.holdersOf(store, keys))
      found.set(value, { accountId: account_id, by: kind === 'username' ? kind : 'client_id' });
    return found;
  }

  /** Accounts with their people, by id. */
  async known(store: Store, ids: readonly number[]): Promise<ReadonlyMap<number, KnownAccount>> {
    const stored = await queries.loadAccounts(store, ids);
    return new Map(stored.map((one) => [one.account.id, asKnown(one)]));
  }

  /** Adds accounts for a run; contacts' ids, the owner's first. Rejects when a name is taken. */
  async add(tx: Tx, runId: number, accounts: readonly AccountToAdd[]) {
    const unnamed = accounts.filter(({ fields }) => fields.clientId === '').length;
    const ids = (await nextClientIds(tx, unnamed)).values();
    return this.#writer.add(
      tx,
      accounts.map(({ fields, status, customerSince, contacts }) => {
        const clientId = fields.clientId || (ids.next().value ?? '');
        const account = newAccountOf({ ...fields, clientId }, customerSince);
        return {
          ...account,
          ...{ status, importRunId: runId },
          contacts: [...account.contacts, ...contacts.map(asNewContact)],
        };
      }),
    );
  }

  /**
   * Changes an account that is as it was known; ids of the contacts in the order of the change.
   * Refuses `conflict` for one that is not.
   */
  async change(tx: Tx, known: KnownAccount, change: AccountChange): Promise<readonly number[]> {
    const { accountId, version, fields } = known;
    const contactIds: number[] = [];
    await this.#writer.change(tx, accountId, version, async () => {
      await putAccount(tx, known, { ...fields, ...change.fields });
      const owner = known.contacts.find(({ kind }) => kind === 'owner');
      const { name } = change.fields;
      if (owner && name !== undefined) await updateContact(tx, owner.contactId, { name });
      if (change.status !== undefined) await putStatus(tx, accountId, change.status);
      for (const contact of change.contacts) contactIds.push(await put(tx, accountId, contact));
    });
    await this.#endWhatIsOver(tx, known, change);
    return contactIds;
  }

  /**
   * Puts an account back as it was before a run, and returns it as it was until now; null: somebody
   * changed it since, and it stays. A username that another account has by now stays theirs.
   */
  async putBack(
    tx: Tx,
    runId: number,
    before: KnownAccount,
    now: number,
  ): Promise<KnownAccount | null> {
    const { accountId, version } = before;
    const current = (await this.known(tx, [accountId])).get(accountId);
    if (current?.version !== version + 1) return null;
    const came = current.contacts.filter(
      ({ contactId }) => !before.contacts.some((one) => one.contactId === contactId),
    );
    const key = compact(before.fields.username);
    const holder = (await this.named(tx, [key])).get(key)?.accountId ?? accountId;
    const { username } = holder === accountId ? before.fields : current.fields;
    await queries.deleteCodesOfRun(tx, accountId, runId);
    await this.#writer.change(tx, accountId, version + 1, async () => {
      await putFields(tx, accountId, { ...before.fields, username, name: before.called });
      await putStatus(tx, accountId, before.status);
      for (const contact of before.contacts) await put(tx, accountId, contact);
      for (const { contactId } of came)
        await updateContact(tx, contactId, { ...nobody, removedAt: now });
    });
    await this.#endWhatIsOver(tx, current, before);
    for (const { contactId } of came) await this.#parts.endGrants(tx, accountId, contactId, now);
    return current;
  }

  /** Records what a run did to these accounts, as they were until then, and tells their clients. */
  async record(
    tx: Tx,
    runId: number,
    done: 'changed' | 'put_back',
    until: readonly KnownAccount[],
  ): Promise<void> {
    const now = await this.known(
      tx,
      until.map(({ accountId }) => accountId),
    );
    const pairs = until.flatMap((before) => {
      const after = now.get(before.accountId);
      return after ? [{ before, after }] : [];
    });
    await this.#records.keep(tx, runId, done, pairs);
  }

  /** A file ends what the same change made at the desk would end: grants, and codes for the Portal. */
  async #endWhatIsOver(tx: Tx, was: KnownAccount, change: AccountChange): Promise<void> {
    const { clock, endGrants, endGrantsByMainCode, endPortalCodes } = this.#parts;
    const { accountId, fields, contacts } = was;
    const { email = fields.email } = change.fields;
    const status = { from: was.status, to: change.status ?? was.status };
    const now = clock.now();
    if (email !== fields.email) await endPortalCodes(tx, accountId);
    await endWithStatus(this.#parts, tx, accountId, status, now);
    for (const { contactId, permissions, viewingAccess } of change.contacts) {
      const before = contacts.find((one) => one.contactId === contactId);
      if (contactId === null || !before) continue;
      if (permissions && losesPermission(before.permissions, permissions))
        await endGrants(tx, accountId, contactId, now);
      if (before.viewingAccess && viewingAccess === false)
        await endGrantsByMainCode(tx, accountId, contactId, now);
    }
  }

  /** Removes an account that a run made, unless somebody changed it since. */
  async remove(tx: Tx, accountId: number, now: number): Promise<void> {
    const [account] = await queries.versionsOf(tx, [accountId]);
    if (account?.version === 1) await this.#writer.remove(tx, accountId, now);
  }

  /** Which of these are not as that version left them, or had something done for them since then. */
  async usedSince(
    store: Store,
    left: readonly { readonly accountId: number; readonly version: number }[],
    since: number | null,
  ): Promise<ReadonlySet<number>> {
    const ids = left.map(({ accountId }) => accountId);
    const now = new Map((await queries.versionsOf(store, ids)).map((row) => [row.id, row.version]));
    const used = since === null ? [] : await queries.usedSince(store, ids, since);
    const changed = left.filter(({ accountId, version }) => now.get(accountId) !== version);
    return new Set([...used, ...changed.map(({ accountId }) => accountId)]);
  }
}

function asKnown({ account, contacts, codes, domains }: queries.StoredAccount): KnownAccount {
  const people = contacts.map((row): KnownContact => asKnownContact(row, codes));
  const owner = people.find(({ kind }) => kind === 'owner');
  const name = owner?.name ?? account.name;
  return {
    accountId: account.id,
    version: account.version,
    fields: { ...fieldsOf(account), name, clientId: account.client_id },
    status: account.status,
    contacts: people,
    hasMainCode: codes.includes(null),
    domains,
    called: account.name,
  };
}

/** An account's own fields. It is called by its company, else by its owner, unless somebody said else. */
async function putAccount(tx: Tx, known: KnownAccount, fields: AccountFields): Promise<void> {
  const { accountId, called } = known;
  const byDefault = (of: AccountFields) => of.company || of.name;
  const name = called === byDefault(known.fields) ? byDefault(fields) : called;
  await putFields(tx, accountId, { ...fields, name });
  await followByOwner(tx, accountId, known.fields, fields);
}

/** Writes what is given of a contact, or adds one; returns its id. */
async function put(tx: Tx, accountId: number, contact: ContactChange): Promise<number> {
  if (contact.contactId === null) return insertContact(tx, accountId, asNewContact(contact));
  const { contactId, name, email, phone, permissions, viewingAccess } = contact;
  const written: WrittenContact = {
    ...{ name, permissions },
    ...(viewingAccess === undefined ? {} : { viewingAccess }),
    email: email === undefined ? undefined : email || null,
    phone: phone === undefined ? undefined : phone || null,
  };
  if (Object.values(written).some((value) => value !== undefined))
    await updateContact(tx, contactId, written);
  return contactId;
}

function asNewContact({ name, email, phone, permissions, viewingAccess }: ContactChange) {
  if (name === undefined) throw new Error('A contact without a name came from a file');
  return {
    ...({ kind: 'authorized', name, permissions: permissions ?? [] } as const),
    email: email || null,
    phone: phone || null,
    viewingAccess: viewingAccess ?? false,
  };
}

/** What is left of a contact who never was. */
const nobody = {
  ...{ name: '', email: null, phone: null, permissions: [], viewingAccess: false },
} as const;
