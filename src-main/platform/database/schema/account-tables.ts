import type { Generated } from 'kysely';
import type { AccountStatus } from '#shared/contract/fields.ts';
import type { Fixed, Flag } from './columns.ts';

export interface AccountTable {
  id: Generated<number>;
  client_id: string;
  username: string;
  name: string;
  company: string | null;
  email: string;
  /** E.164, or as written where the number can't be parsed. */
  phone: string | null;
  country: string;
  status: AccountStatus;
  created_at: Fixed<number>;
  /** 16 random bytes: the salt of every code on this account (decision 0004). */
  code_salt: Uint8Array;
  /** One more at each change of the account, its contacts or their codes: tells two editors apart. */
  version: Generated<number>;
  address1: string | null;
  address2: string | null;
  city: string | null;
  region: string | null;
  postal_code: string | null;
  /** The colleague who made it at the desk; null where it came otherwise. */
  created_by: Fixed<number | null>;
  /** Since when it is no account any more; the row stays, for the log names it. */
  removed_at: number | null;
  /** The import that made it; null where it came otherwise. */
  import_run_id: Fixed<number | null>;
}

export interface ServiceTable {
  id: Generated<number>;
  account_id: Fixed<number>;
  kind: string;
  name: string;
  domain: string | null;
}

export interface ContactTable {
  id: Generated<number>;
  account_id: Fixed<number>;
  kind: 'owner' | 'authorized';
  name: string;
  email: string | null;
  phone: string | null;
  may_billing: Flag;
  may_technical: Flag;
  may_security: Flag;
  may_owner: Flag;
  /** The owner's leave to use the main code. Means nothing on the owner itself. */
  viewing_access: Flag;
  /** Since when this is no contact any more; the row stays, for calls and the log name it. */
  removed_at: number | null;
}

/** What `account_identifier` holds a folded value of. */
export type IdentifierKind =
  | 'client_id'
  | 'username'
  | 'email'
  /** Digits of the international form in reverse, so that last digits are a prefix. */
  | 'phone'
  /** Digits from the start: of the international form, and of the national one without trunk 0. */
  | 'phone_start'
  | 'domain'
  | 'name'
  | 'company'
  | 'contact';

/** Exact identifiers and name keys of accounts and contacts, normalised for look-up. */
export interface AccountIdentifierTable {
  kind: Fixed<IdentifierKind>;
  value: Fixed<string>;
  account_id: Fixed<number>;
  /** 0: the account itself. */
  contact_id: Fixed<number>;
}

/** The folded words that an account is found by, separated by single spaces. */
export interface AccountWordsTable {
  account_id: Fixed<number>;
  words: string;
}

/** For one beginning of words the accounts of one block of ids (`word-index/word-blocks.ts`). */
export interface WordBlockTable {
  stem: Fixed<string>;
  block: Fixed<number>;
  members: Uint8Array;
}

export interface AccountOpeningTable {
  id: Generated<number>;
  staff_id: Fixed<number>;
  account_id: Fixed<number>;
  opened_at: Fixed<number>;
}
