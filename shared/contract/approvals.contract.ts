import { z } from 'zod';
import { defineChannels } from './channel.ts';
import { id, nothing, reason, time } from './fields.ts';

export const callBackNumber = z.strictObject({
  source: z.enum(['account', 'contact']),
  /** The number on record in international form. */
  number: z.string(),
});
export type CallBackNumber = z.infer<typeof callBackNumber>;

const decision = z.enum(['approve', 'refuse']);

export const approvalView = z.strictObject({
  approvalId: id,
  /** The request of the catalogue to approve; null: to enable the contact's code. */
  requestId: z.string().nullable(),
  requestLabel: z.string().nullable(),
  requestedAt: time,
  requestedById: id,
  requestedByName: z.string(),
  accountId: id,
  clientId: z.string(),
  accountName: z.string(),
  contactId: id,
  contactName: z.string(),
  calledBack: z.enum(['account', 'contact']),
  verificationId: id,
  /** False for a request of one's own: a second person decides. */
  mayDecide: z.boolean(),
});
export type ApprovalView = z.infer<typeof approvalView>;

/** What was asked for in one call, as its agent sees it. */
export const callApproval = z.strictObject({
  approvalId: id,
  requestId: z.string().nullable(),
  requestedAt: time,
  /** Null while it waits. */
  decision: decision.nullable(),
  /** Until when what was approved may be done; null where nothing was. */
  holdsUntil: time.nullable(),
});
export type CallApproval = z.infer<typeof callApproval>;

/** What the call-back is for: a request of the catalogue; without one, to enable a disabled code. */
const subject = { verificationId: id, requestId: z.string().max(60).optional() };
const agents = ['agent', 'supervisor'] as const;

/** A call-back to a number on record, then a second person: the way to what a code alone won't do. */
export const approvalsChannels = defineChannels({
  /**
   * The numbers on record for calling this contact back. Logged. Refuses `not_found` for another
   * agent's call, and `conflict`: without a request when no code of the contact is disabled, with
   * one when the call's grant does not put it after a step-up or approval.
   */
  callBackNumbers: {
    access: agents,
    input: z.strictObject(subject),
    output: z.strictObject({ numbers: z.array(callBackNumber) }),
  },
  /**
   * The caller was reached on a number on record: asks a supervisor. Refuses as the numbers do, and
   * `conflict` when that waits already or there is no such number.
   */
  ask: {
    access: agents,
    input: z.strictObject({ ...subject, calledBack: z.enum(['account', 'contact']) }),
    output: z.strictObject({ approvalId: id }),
  },
  /** What was asked for in this agent's call, newest first. */
  ofCall: {
    access: agents,
    passive: true,
    input: z.strictObject({ verificationId: id }),
    output: z.strictObject({ approvals: z.array(callApproval) }),
  },
  /** What waits for a supervisor, oldest first. */
  list: {
    access: ['supervisor'],
    passive: true,
    input: nothing,
    output: z.strictObject({ approvals: z.array(approvalView) }),
  },
  /**
   * Approves or refuses. An approved request may be done by that agent for that caller within 15
   * minutes; an enabled code's failures are forgiven. Refuses one's own request, and `conflict` for
   * approving a request over an hour after the call-back: who calls by then may be somebody else.
   */
  decide: {
    access: ['supervisor'],
    input: z.strictObject({ approvalId: id, decision, reason }),
    output: nothing,
  },
});
