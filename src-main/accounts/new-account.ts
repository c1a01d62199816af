import type { AccountStatus, Permission } from '#shared/contract/fields.ts';
import type { AccountFields } from '#shared/rules/account-fields.ts';

export interface NewService {
  readonly kind: string;
  readonly name: string;
  readonly domain: string | null;
}

export interface NewContact {
  readonly kind: 'owner' | 'authorized';
  readonly name: string;
  readonly email: string | null;
  /** In any formatting, as dialled in the account's country. */
  readonly phone: string | null;
  readonly permissions: readonly Permission[];
  readonly viewingAccess: boolean;
}

/** Where a client lives; what is null was not given. */
export interface NewAddress {
  readonly address1: string | null;
  readonly address2: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
}

export interface NewAccount {
  readonly clientId: string;
  readonly username: string;
  readonly name: string;
  readonly company: string | null;
  readonly email: string;
  readonly phone: string | null;
  /** ISO 3166, two letters. */
  readonly country: string;
  readonly status: AccountStatus;
  /** Unix milliseconds. */
  readonly createdAt: number;
  readonly address?: NewAddress;
  /** The colleague who makes it at the desk. */
  readonly createdBy?: number;
  /** The import that makes it: it is hidden while that is written. */
  readonly importRunId?: number;
  /** 16 bytes; fresh ones if none are given. */
  readonly codeSalt?: Uint8Array;
  readonly services: readonly NewService[];
  /** One owner at most. */
  readonly contacts: readonly NewContact[];
}

/** An account as it was stored; the contacts' ids in the order they were given. */
export interface AddedAccount {
  readonly accountId: number;
  readonly contactIds: readonly number[];
}

/** A new account with its owner, by whom it is called where there is no company. */
export function newAccountOf(fields: AccountFields, createdAt: number): NewAccount {
  const { name, email, phone, country, username, clientId } = fields;
  const company = fields.company || null;
  return {
    clientId,
    username,
    name: company ?? name,
    company,
    email,
    phone,
    country,
    status: 'active',
    createdAt,
    address: {
      address1: fields.address1,
      address2: fields.address2 || null,
      city: fields.city,
      region: fields.region || null,
      postalCode: fields.postalCode || null,
    },
    services: [],
    contacts: [
      {
        kind: 'owner',
        name,
        email,
        phone,
        permissions: ['billing', 'technical', 'security', 'owner'],
        viewingAccess: false,
      },
    ],
  };
}
