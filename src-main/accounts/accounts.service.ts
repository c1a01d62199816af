import type {
  AccountView,
  RecentCall,
  SearchResult,
  ThrottleView,
} from '#shared/contract/accounts.contract.ts';
import type { CallBackNumber } from '#shared/contract/approvals.contract.ts';
import type { CodesView } from '#shared/contract/codes.contract.ts';
import type { Permission } from '#shared/contract/fields.ts';
import { type CodeFacts, noFacts } from '#shared/rules/account-details.ts';
import { type CallerStanding, creationLeaveUntil } from '#shared/rules/leave-rules.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { SignedIn } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import type { FullText } from '../platform/database/word-index/word-index.ts';
import { Refusal } from '../platform/refusal.ts';
import { accountViewOf } from './account-view.ts';
import * as queries from './accounts.queries.ts';
import { LookUp } from './look-up.service.ts';
import { forReading } from './phone-numbers.ts';

/** An opened account stays at hand this long, in milliseconds. */
const openFor = 3_600_000;

/** Counts the accounts a colleague opens. */
export interface OpeningLimits {
  /** Records the opening; refuses `limit_reached`. */
  noteOpening(tx: Tx, staffId: number, accountId: number, now: number): Promise<void>;
}

/** Whether contacts may try a code now, by contact id. */
export interface ContactThrottles {
  viewMany(
    store: Store,
    accountId: number,
    contactIds: readonly number[],
    now: number,
  ): Promise<ReadonlyMap<number, ThrottleView>>;
}

/** What a verification needs to know of a contact. */
export interface ContactFacts {
  readonly contactId: number;
  readonly name: string;
  readonly kind: 'owner' | 'authorized';
  readonly permissions: readonly Permission[];
  readonly viewingAccess: boolean;
}

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly throttle: ContactThrottles;
  readonly agentLimits: OpeningLimits;
  readonly fullText: FullText;
  /** How the account's codes stand. */
  readonly codesOf: (store: Store, accountId: number) => Promise<CodesView>;
  /** The last calls on the account, newest first. */
  readonly recentCalls: (store: Store, accountId: number) => Promise<readonly RecentCall[]>;
  /** The import that is being written: the accounts it makes are hidden until all of it is. */
  readonly runWriting: (store: Store) => Promise<number | null>;
}

/** Accounts as agents see them: found, opened, and masked until a caller is verified. */
export class AccountsService {
  readonly #parts: Parts;
  readonly #lookUp: LookUp;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#lookUp = new LookUp(parts.store, parts.fullText, parts.runWriting);
  }

  /** Finds accounts by what was typed; nothing for an empty query. */
  search(query: string, limit: number): Promise<{ results: SearchResult[]; more: boolean }> {
    return this.#lookUp.search(query, limit);
  }

  /**
   * Opens an account: logged and counted. Refuses `not_found`, `limit_reached`, and `conflict` for
   * one that an import is making.
   */
  async open(agent: SignedIn, accountId: number): Promise<AccountView> {
    const { store, clock, audit, agentLimits } = this.#parts;
    return store.transaction().execute(async (tx) => {
      const account = await queries.findAccount(tx, accountId);
      if (!account) throw new Refusal('not_found', 'There is no such account.');
      const run = account.import_run_id;
      if (run !== null && run === (await this.#parts.runWriting(tx)))
        throw new Refusal('conflict', 'This account is being imported. Wait until that is done.');
      const now = clock.now();
      await agentLimits.noteOpening(tx, agent.staffId, accountId, now);
      await audit.append(tx, {
        actor: { staffId: agent.staffId, role: agent.role },
        action: 'account.opened',
        outcome: 'done',
        accountId,
      });
      const unmasked = await this.#mayUnmask(tx, agent, accountId, now);
      return this.#viewOf(tx, agent, account, now, unmasked);
    });
  }

  /** An account this colleague opened within the hour, as it is now. Refuses `not_found`. */
  async view(agent: SignedIn, accountId: number): Promise<AccountView> {
    const { store, clock } = this.#parts;
    const now = clock.now();
    const account = await queries.findAccount(store, accountId);
    if (!account || !(await this.isOpenedBy(store, agent.staffId, accountId, now)))
      throw new Refusal('not_found', 'You have not opened this account within the hour.');
    // Seldom anything to log, so the store's write lock is taken only when there may be.
    const granted = (await queries.liveGrant(store, agent.staffId, accountId, now)) !== null;
    const unmasked =
      granted &&
      (await store.transaction().execute((tx) => this.#mayUnmask(tx, agent, accountId, now)));
    return this.#viewOf(store, agent, account, now, unmasked);
  }

  /** Whether this colleague opened the account within the hour before `now`. */
  isOpenedBy(store: Store, staffId: number, accountId: number, now: number): Promise<boolean> {
    return queries.wasOpened(store, staffId, accountId, now - openFor);
  }

  /** The facts about a contact of this account, if it is one. */
  async contactOf(
    store: Store,
    accountId: number,
    contactId: number,
  ): Promise<ContactFacts | undefined> {
    const row = await queries.findContact(store, accountId, contactId);
    return (
      row && {
        contactId,
        name: row.name,
        kind: row.kind,
        permissions: queries.permissionsOf(row),
        viewingAccess: row.viewing_access === 1,
      }
    );
  }

  /** A contact of this account as one who asks for changes; undefined if it is none. */
  async callerOf(
    store: Store,
    accountId: number,
    contactId: number,
  ): Promise<CallerStanding | undefined> {
    const facts = await this.contactOf(store, accountId, contactId);
    return facts && { ...facts, isOwner: facts.kind === 'owner' };
  }

  /** What is on file about the account and everybody on it: nothing a code may be made of. */
  async codeFacts(store: Store, accountId: number): Promise<CodeFacts> {
    const account = await queries.findAccount(store, accountId);
    if (!account) return noFacts;
    const contacts = await queries.contactsOf(store, accountId);
    const services = await queries.servicesOf(store, accountId);
    const known = (values: readonly (string | null)[]) => values.filter((value) => value !== null);
    return {
      names: known([account.name, account.company, ...contacts.map(({ name }) => name)]),
      usernames: [account.username, account.client_id],
      emails: known([account.email, ...contacts.map(({ email }) => email)]),
      phones: known([account.phone, ...contacts.map(({ phone }) => phone)]),
      domains: known(services.map(({ domain }) => domain)),
    };
  }

  /** Who made the account at the desk (null: it came otherwise), and when. */
  async createdBy(
    store: Store,
    accountId: number,
  ): Promise<{ staffId: number | null; at: number } | undefined> {
    const account = await queries.findAccount(store, accountId);
    return account && madeAs(account);
  }

  /** The numbers on record at which this contact can be called back, the account's first. */
  async phonesOnRecord(
    store: Store,
    accountId: number,
    contactId: number,
  ): Promise<CallBackNumber[]> {
    const account = await queries.findAccount(store, accountId);
    const contact = await queries.findContact(store, accountId, contactId);
    if (!account || !contact) return [];
    const numbers: CallBackNumber[] = [];
    if (account.phone) numbers.push({ source: 'account', number: forReading(account.phone) });
    if (contact.phone) numbers.push({ source: 'contact', number: forReading(contact.phone) });
    return numbers;
  }

  async #viewOf(
    store: Store,
    agent: SignedIn,
    account: queries.AccountRow,
    now: number,
    unmasked: boolean,
  ): Promise<AccountView> {
    const contacts = await queries.contactsOf(store, account.id);
    const contactIds = contacts.map(({ id }) => id);
    return accountViewOf({
      account,
      services: await queries.servicesOf(store, account.id),
      contacts,
      codes: await this.#parts.codesOf(store, account.id),
      recentCalls: await this.#parts.recentCalls(store, account.id),
      throttles: await this.#parts.throttle.viewMany(store, account.id, contactIds, now),
      masked: !unmasked,
      firstCodesUntil: creationLeaveUntil(madeAs(account), agent.staffId, now),
    });
  }

  /** Whether a live grant unmasks the account for this colleague; logged once for each grant. */
  async #mayUnmask(tx: Tx, agent: SignedIn, accountId: number, now: number): Promise<boolean> {
    const verificationId = await queries.liveGrant(tx, agent.staffId, accountId, now);
    if (verificationId === null) return false;
    if (!(await queries.isUnmaskingLogged(tx, verificationId)))
      await this.#parts.audit.append(tx, {
        actor: { staffId: agent.staffId, role: agent.role },
        action: 'account.unmasked',
        outcome: 'done',
        accountId,
        verificationId,
      });
    return true;
  }
}

function madeAs({ created_by, created_at }: queries.AccountRow) {
  return { staffId: created_by, at: created_at };
}
