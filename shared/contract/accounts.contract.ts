import { z } from 'zod';
import { accountsExportChannels } from './accounts-export.contract.ts';
import { accountsNewChannels } from './accounts-new.contract.ts';
import { defineChannels } from './channel.ts';
import { id, line, time } from './fields.ts';

export const accountStatus = z.enum(['active', 'suspended', 'closed']);
export type AccountStatus = z.infer<typeof accountStatus>;

/** What a look-up can match on, best first: exact identifiers before names before words. */
export const matchKind = z.enum([
  'client_id',
  'username',
  'email',
  'phone',
  'domain',
  'service',
  'name',
  'company',
  'contact',
  'words',
]);
export type MatchKind = z.infer<typeof matchKind>;

export const searchResult = z.strictObject({
  accountId: id,
  clientId: z.string(),
  /** The account's display name: the company, or the owner. */
  name: z.string(),
  status: accountStatus,
  match: z.strictObject({
    kind: matchKind,
    /** What matched, masked where it is personal data. */
    text: z.string(),
    exact: z.boolean(),
    /** The contact the match is about, if it is about one. */
    contactId: id.nullable(),
  }),
});
export type SearchResult = z.infer<typeof searchResult>;

/** What a contact may ask for; the owner may ask for everything. */
export const permission = z.enum(['billing', 'technical', 'security', 'owner']);
export type Permission = z.infer<typeof permission>;

/** Whether the throttle lets this contact try a code now. */
export const throttleView = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('free'), triesLeft: z.number().int().positive() }),
  z.strictObject({ kind: z.literal('wait'), until: time }),
  z.strictObject({ kind: z.literal('disabled') }),
]);
export type ThrottleView = z.infer<typeof throttleView>;

/** By which code a contact can be verified. */
export const codeAccess = z.enum(['main', 'own', 'none']);
export type CodeAccess = z.infer<typeof codeAccess>;

export const contactView = z.strictObject({
  contactId: id,
  kind: z.enum(['owner', 'authorized']),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  permissions: z.array(permission),
  code: z.strictObject({
    access: codeAccess,
    strength: z.enum(['standard', 'strong']).nullable(),
    /** Imported from the old Phone/Chat Code. */
    fromOldCode: z.boolean(),
    /** The code stood in a chat transcript and should be rotated. */
    exposed: z.boolean(),
  }),
  throttle: throttleView,
});
export type ContactView = z.infer<typeof contactView>;

export const serviceView = z.strictObject({
  serviceId: id,
  kind: z.string(),
  name: z.string(),
  domain: z.string().nullable(),
});
export type ServiceView = z.infer<typeof serviceView>;

export const accountView = z.strictObject({
  accountId: id,
  /** What a change has to name, so that two editors don't overwrite each other. */
  version: z.number().int().positive(),
  clientId: z.string(),
  name: z.string(),
  company: z.string().nullable(),
  status: accountStatus,
  /** Personal data below are masked until a caller on this account is verified by this agent. */
  masked: z.boolean(),
  username: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  country: z.string(),
  /** Its lines, without the country; none while masked. */
  address: z.array(z.string()),
  customerSince: time,
  services: z.array(serviceView),
  /** The owner first, then by name. */
  contacts: z.array(contactView),
});
export type AccountView = z.infer<typeof accountView>;

export const accountsChannels = defineChannels({
  ...accountsNewChannels,
  ...accountsExportChannels,
  /**
   * Finds accounts by name, Client ID, username, e-mail, phone, service or domain, contact.
   * An empty query finds nothing. Never finds anything by a security code.
   */
  search: {
    access: ['agent', 'supervisor'],
    input: z.strictObject({
      query: line(200),
      limit: z.number().int().min(1).max(100).default(30),
    }),
    output: z.strictObject({
      results: z.array(searchResult),
      /** There are more than shown: another word narrows them down. */
      more: z.boolean(),
    }),
  },
  /**
   * Opens an account: logged, and counted against 60 distinct accounts an hour.
   * Refuses `not_found`, and `limit_reached` until a supervisor lifts the limit.
   */
  open: {
    access: ['agent', 'supervisor'],
    input: z.strictObject({ accountId: id }),
    output: accountView,
  },
  /** Shows an account opened in this hour again, without logging another opening. */
  view: {
    access: ['agent', 'supervisor'],
    passive: true,
    input: z.strictObject({ accountId: id }),
    output: accountView,
  },
});
