import { z } from 'zod';
import { accountsContactsChannels } from './accounts-contacts.contract.ts';
import { accountsEditChannels } from './accounts-edit.contract.ts';
import { accountsExportChannels } from './accounts-export.contract.ts';
import { accountsNewChannels } from './accounts-new.contract.ts';
import { defineChannels } from './channel.ts';
import { codeHealth } from './codes.contract.ts';
import { accountStatus, id, line, permission, time, workChannel } from './fields.ts';

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
  /** The owner's leave to use the main code; the owner needs none. */
  viewingAccess: z.boolean(),
  /** How their own code stands, whether it verifies or not; null: none is set. */
  ownCode: codeHealth.nullable(),
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

/** A call or chat on the account, by whomever it was taken. */
const recentCall = z.strictObject({
  verificationId: id,
  openedAt: time,
  endedAt: time.nullable(),
  /** Who was said to call; null: somebody not listed. */
  contactName: z.string().nullable(),
  agentName: z.string(),
  channel: workChannel,
  requestLabel: z.string(),
  /** `not_tried`: no code was said. */
  outcome: z.enum(['verified', 'not_verified', 'not_tried']),
});
export type RecentCall = z.infer<typeof recentCall>;

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
  /** Until when this colleague, who made it, may set its first codes; null for everybody else. */
  firstCodesUntil: time.nullable(),
  services: z.array(serviceView),
  /** The owner first, then by name. */
  contacts: z.array(contactView),
  /** How the main code stands; null: none is set. */
  mainCode: codeHealth.nullable(),
  /** The last twenty, newest first. */
  recentCalls: z.array(recentCall),
});
export type AccountView = z.infer<typeof accountView>;

export const accountsChannels = defineChannels({
  ...accountsNewChannels,
  ...accountsExportChannels,
  ...accountsContactsChannels,
  ...accountsEditChannels,
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
