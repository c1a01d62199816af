import { z } from 'zod';
import { codeAccess, throttleView } from './accounts.contract.ts';
import { defineChannels } from './channel.ts';
import { accountStatus, id, nothing, permission, secret, time, workChannel } from './fields.ts';

export const tier = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]);
export type Tier = z.infer<typeof tier>;

/** A line of the request catalogue. */
export const requestView = z.strictObject({
  requestId: z.string(),
  label: z.string(),
  tier,
  /** What the contact must be allowed to ask for; null is anyone on the account. */
  permission: permission.nullable(),
  needsApproval: z.boolean(),
});
export type RequestView = z.infer<typeof requestView>;

/** What this caller may now do, until when. Each list holds request ids of the catalogue. */
export const grantView = z.strictObject({
  issuedAt: time,
  expiresAt: time,
  allowed: z.array(z.string()),
  /** After a step-up. */
  afterStepUp: z.array(z.string()),
  /** After a step-up and a supervisor's approval. */
  afterApproval: z.array(z.string()),
  /** Not theirs to ask for: the contact lacks the permission. */
  notPermitted: z.array(z.string()),
});
export type GrantView = z.infer<typeof grantView>;

/** What an attempt came to. `why` is for the agent's eyes; the words to the caller are the same. */
export const verdict = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('verified'), at: time, grant: grantView }),
  z.strictObject({
    kind: z.literal('not_verified'),
    at: time,
    why: z.enum(['no_match', 'no_code_to_use', 'unknown_caller']),
    /** Tries left in this verification right now; 0 when a wait or the end follows. */
    triesLeft: z.number().int().nonnegative(),
  }),
  /** Not checked: the contact has to wait. No try was spent. */
  z.strictObject({ kind: z.literal('wait'), at: time, until: time }),
  /** Not checked: ten failures in a row disabled the code for this contact. */
  z.strictObject({ kind: z.literal('disabled'), at: time }),
  /** Not checked: this verification's three attempts are used up. */
  z.strictObject({ kind: z.literal('spent'), at: time }),
]);
export type Verdict = z.infer<typeof verdict>;

export const verificationView = z.strictObject({
  verificationId: id,
  accountId: id,
  clientId: z.string(),
  accountName: z.string(),
  accountStatus,
  /** Null: the caller says to be somebody who is not on the account. */
  contactId: id.nullable(),
  contactName: z.string().nullable(),
  codeAccess,
  channel: workChannel,
  requestId: z.string(),
  openedAt: time,
  endedAt: time.nullable(),
  attemptsUsed: z.number().int().nonnegative(),
  throttle: throttleView,
  /** The newest verdict, or null before the first attempt. */
  verdict: verdict.nullable(),
  /** The verified code stood in this chat's transcript: ask the caller to replace it. */
  codeExposed: z.boolean(),
  /** The verified code was good once more, for tier 1: the client has to choose another one. */
  codeMustChange: z.boolean(),
  /** The verified code is one that the policy of today refuses: ask the caller to replace it. */
  codeWeak: z.boolean(),
  /** The code this caller could use was disabled by a colleague, or used up while another is due. */
  codeDisabled: z.boolean(),
  /** A call-back has been reported and a supervisor has not decided yet. */
  enableRequested: z.boolean(),
});
export type VerificationView = z.infer<typeof verificationView>;

const byVerification = z.strictObject({ verificationId: id });
const agents = ['agent', 'supervisor'] as const;

export const verificationChannels = defineChannels({
  /** The request catalogue, by tier, then in the order supervisors gave it. */
  catalogue: {
    access: agents,
    passive: true,
    input: nothing,
    output: z.strictObject({ requests: z.array(requestView) }),
  },
  /**
   * Opens a verification: one call or chat. Refuses `not_found` (account not opened by this
   * agent within the hour, contact not on it, no such request), `limit_reached`.
   */
  begin: {
    access: agents,
    input: z.strictObject({
      accountId: id,
      contactId: id.nullable(),
      channel: workChannel,
      requestId: z.string().max(60),
    }),
    output: verificationView,
  },
  /** Changes what is asked for. Refuses `conflict` once the call has ended. */
  changeRequest: {
    access: agents,
    input: z.strictObject({ verificationId: id, requestId: z.string().max(60) }),
    output: verificationView,
  },
  /**
   * Checks a code as heard or pasted. The try is charged before it is checked. Refuses
   * `invalid_input` (no letter or digit in it: nothing charged), `conflict` (call ended or
   * already verified, or other attempts than the desk has seen), `limit_reached` (20 failures of
   * this agent in an hour).
   *
   * `attemptsUsed` is what the desk saw of the call when the code was typed. A browser sends a POST
   * a second time by itself when a kept connection is cut before the reply (Chromium does, against
   * RFC 9110, 9.2.2): the second then finds that the first was charged, and costs nothing.
   */
  attempt: {
    access: agents,
    input: z.strictObject({
      verificationId: id,
      code: secret(128),
      pasted: z.boolean(),
      attemptsUsed: z.number().int().nonnegative().optional(),
    }),
    output: verificationView,
  },
  /** Ends the call; its grant ends with it. Ending it again changes nothing. */
  end: { access: agents, input: byVerification, output: verificationView },
  /** One of this agent's verifications as it stands now. */
  view: { access: agents, passive: true, input: byVerification, output: verificationView },
  /** This agent's calls in progress, oldest first. */
  listOpen: {
    access: agents,
    passive: true,
    input: nothing,
    output: z.strictObject({ verifications: z.array(verificationView) }),
  },
});
