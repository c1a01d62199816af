import type { AccountStatus, Permission } from '#shared/contract/fields.ts';
import type { AccountFields } from '#shared/rules/account-fields.ts';
import type { Store, Tx } from '../platform/database/schema.ts';

/** A person on an account as a row is compared with them. */
export interface KnownContact {
  readonly contactId: number;
  readonly kind: 'owner' | 'authorized';
  readonly name: string;
  /** Empty: none on file. */
  readonly email: string;
  readonly phone: string;
  readonly permissions: readonly Permission[];
  readonly viewingAccess: boolean;
  readonly hasCode: boolean;
}

/** An account as a row is compared with it. Its `name` is its owner's. */
export interface KnownAccount {
  readonly accountId: number;
  readonly version: number;
  readonly fields: AccountFields;
  readonly status: AccountStatus;
  readonly contacts: readonly KnownContact[];
  readonly hasMainCode: boolean;
  /** Of its services. */
  readonly domains: readonly string[];
  /** What it is called by at the desk. */
  readonly called: string;
}

/** What is new of a contact; a contact that is not there yet has no id. */
export interface ContactChange {
  readonly contactId: number | null;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly permissions?: readonly Permission[];
  readonly viewingAccess?: boolean;
}

/** What is new of an account. */
export interface AccountChange {
  readonly fields: Readonly<Partial<AccountFields>>;
  readonly status?: AccountStatus;
  readonly contacts: readonly ContactChange[];
}

/** An account that was not there. */
export interface AccountToAdd {
  readonly fields: AccountFields;
  readonly status: AccountStatus;
  /** Unix milliseconds. */
  readonly customerSince: number;
  readonly contacts: readonly ContactChange[];
}

/** Whom a name on a Client ID or username belongs to. */
export interface NamedAccount {
  readonly accountId: number;
  readonly by: 'client_id' | 'username';
}

/** The accounts, as the room that keeps them lets an import at them. */
export interface AccountsForImport {
  /** A Client ID or username in the form in which two of them are the same. */
  nameKey(name: string): string;
  /** Who has these names, by their key. */
  named(store: Store, keys: readonly string[]): Promise<ReadonlyMap<string, NamedAccount>>;
  known(store: Store, ids: readonly number[]): Promise<ReadonlyMap<number, KnownAccount>>;
  /** Adds accounts that stay hidden while the run is written; contacts' ids, the owner's first. */
  add(
    tx: Tx,
    runId: number,
    accounts: readonly AccountToAdd[],
  ): Promise<readonly { readonly accountId: number; readonly contactIds: readonly number[] }[]>;
  /** Changes one that is as that version left it; contacts' ids, in the order of the change. */
  change(tx: Tx, known: KnownAccount, change: AccountChange): Promise<readonly number[]>;
  /**
   * Puts one back as it was, unless somebody changed it since (null); what came with the run is
   * removed. Returns it as it was until now.
   */
  putBack(tx: Tx, runId: number, before: KnownAccount, now: number): Promise<KnownAccount | null>;
  /** Records that a run changed these or put them back, as they were until then; tells the clients. */
  record(
    tx: Tx,
    runId: number,
    done: 'changed' | 'put_back',
    until: readonly KnownAccount[],
  ): Promise<void>;
  /** Removes one that the run made, unless somebody changed it since. */
  remove(tx: Tx, accountId: number, now: number): Promise<void>;
  /** Which of these are not as that version left them, or were used since then (null: never). */
  usedSince(
    store: Store,
    left: readonly { readonly accountId: number; readonly version: number }[],
    since: number | null,
  ): Promise<ReadonlySet<number>>;
}
