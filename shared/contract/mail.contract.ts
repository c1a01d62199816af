import { z } from 'zod';
import { defineChannels } from './channel.ts';
import { id, line, nothing, reason, requiredLine, secret, time } from './fields.ts';

/**
 * What a mail brings: a code to set the first Portal password with, or to set a new one; or the
 * notice that the account was changed.
 */
export const mailKinds = ['set_password', 'reset', 'notice'] as const;
export const mailKind = z.enum(mailKinds);
export type MailKind = (typeof mailKinds)[number];

/**
 * What of an account a client is told of when it was changed: how they are reached and log in, who may
 * speak for the account, and by what.
 */
export const noticedChange = z.enum([
  'email',
  'phone',
  'username',
  'owner',
  'contact_added',
  'contact_reached',
  'contact_may_more',
  'access_given',
  'main_code_set',
  'main_code_replaced',
  'main_code_enabled',
  'own_code_set',
  'own_code_replaced',
  'own_code_enabled',
]);
export type NoticedChange = z.infer<typeof noticedChange>;

/**
 * `waiting` is delivered as soon as the server takes it; `held` waits for settings; `failed` for a
 * supervisor; `sent` and `expired` are over, and their words are gone.
 */
export const mailStates = ['waiting', 'held', 'sent', 'failed', 'expired'] as const;
export const mailState = z.enum(mailStates);
export type MailState = (typeof mailStates)[number];

/** Why the server did not take a mail; never in its own words, which can quote addresses. */
export const deliveryErrors = ['refused', 'unreachable', 'tls', 'sign_in', 'other'] as const;
export const deliveryError = z.enum(deliveryErrors);
export type DeliveryError = (typeof deliveryErrors)[number];

/** What becomes of a mail that was just queued: it is on its way, or held until there are settings. */
export const mailStanding = z.enum(['queued', 'held']);
export type MailStanding = z.infer<typeof mailStanding>;

/** One address (RFC 5321: at most 254 characters), without a name beside it. */
export const emailAddress = line(254).refine(
  (text) => /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"]+$/u.test(text),
  'must be one e-mail address',
);

export const mailView = z.strictObject({
  mailId: id,
  kind: mailKind,
  state: mailState,
  clientId: z.string().nullable(),
  accountName: z.string().nullable(),
  /** Masked; null when the words are gone. */
  recipient: z.string().nullable(),
  queuedAt: time,
  /** From then on it is not sent any more: its code has run out. */
  expiresAt: time.nullable(),
  tries: z.number().int().nonnegative(),
  nextTryAt: time.nullable(),
  sentAt: time.nullable(),
  lastError: deliveryError.nullable(),
});
export type MailView = z.infer<typeof mailView>;

const server = {
  host: line(253).refine(
    (text) => /^[a-z0-9]([a-z0-9.:-]*[a-z0-9])?$/i.test(text),
    "must be a server's name or address",
  ),
  port: z.number().int().min(1).max(65_535),
  security: z.enum(['tls', 'starttls']),
  /** Null: the server asks for no sign-in. */
  username: requiredLine(200).nullable(),
  fromName: requiredLine(100),
  fromAddress: emailAddress,
  /** Where clients open the Portal, as the letters name it. */
  portalAddress: line(200).refine(
    (text) => /^https:\/\/[^\s/]+\S*$/.test(text),
    'must be an address that begins with https://',
  ),
};

export const mailSettingsView = z.strictObject({
  ...server,
  hasPassword: z.boolean(),
  version: z.number().int().positive(),
});
export type MailSettingsView = z.infer<typeof mailSettingsView>;

/** Mail to clients: what waits and what became of it, and the server that takes it. */
export const mailChannels = defineChannels({
  /** The mails, newest first; `before` continues from an earlier page's `next`. */
  list: {
    access: ['supervisor'],
    passive: true,
    input: z.strictObject({ before: id.nullable() }),
    output: z.strictObject({
      mails: z.array(mailView),
      next: id.nullable(),
      /** Whether there is a server to hand mail to. */
      hasSettings: z.boolean(),
    }),
  },
  /**
   * One held mail in full, to pass on by other means. Its code is a way into a client's Portal, so it
   * takes a reason and is logged. Refuses `not_found`, and `conflict` for a mail that is not held.
   */
  read: {
    access: ['supervisor'],
    input: z.strictObject({ mailId: id, reason }),
    output: z.strictObject({ recipient: z.string(), subject: z.string(), text: z.string() }),
  },
  /** Tries a failed mail again. Refuses `not_found`, and `conflict` for one in another state. */
  retry: { access: ['supervisor'], input: z.strictObject({ mailId: id }), output: nothing },
  /** The server's settings, without its password; null before they are entered. */
  settings: {
    access: ['supervisor'],
    input: nothing,
    output: z.strictObject({ settings: mailSettingsView.nullable() }),
  },
  /**
   * Enters the settings; mails that were held for want of them are delivered. `password` null keeps
   * the one there is, which works for the same server and username only: refuses `invalid_input`
   * else. Refuses `conflict` when `version` (0 for none yet) is not the newest.
   */
  setSettings: {
    access: ['supervisor'],
    input: z.strictObject({
      ...server,
      password: secret(256).nullable(),
      version: z.number().int().nonnegative(),
    }),
    output: mailSettingsView,
  },
  /** Sends a test mail with the settings there are, at once. Refuses `conflict` without settings. */
  test: {
    access: ['supervisor'],
    input: z.strictObject({ to: emailAddress }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('sent') }),
      z.strictObject({ kind: z.literal('failed'), error: deliveryError }),
    ]),
  },
});
