import { z } from 'zod';
import { defineChannels } from './channel.ts';
import { id, nothing, reason, time } from './fields.ts';

export const callBackNumber = z.strictObject({
  source: z.enum(['account', 'contact']),
  /** The number on record in international form. */
  number: z.string(),
});
export type CallBackNumber = z.infer<typeof callBackNumber>;

export const enableRequestView = z.strictObject({
  enableRequestId: id,
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
export type EnableRequestView = z.infer<typeof enableRequestView>;

/** The way back from a disabled code: a call-back to a number on record, then a supervisor. */
export const codesChannels = defineChannels({
  /**
   * The numbers on record for calling this contact back. Logged. Only while the contact's code is
   * disabled: refuses `conflict` otherwise, `not_found` for another agent's verification.
   */
  callBackNumbers: {
    access: ['agent', 'supervisor'],
    input: z.strictObject({ verificationId: id }),
    output: z.strictObject({ numbers: z.array(callBackNumber) }),
  },
  /** The caller was reached on a number on record: asks a supervisor to enable the code again. */
  requestEnable: {
    access: ['agent', 'supervisor'],
    input: z.strictObject({ verificationId: id, calledBack: z.enum(['account', 'contact']) }),
    output: z.strictObject({ enableRequestId: id }),
  },
  /** What waits for a supervisor, oldest first. */
  listEnableRequests: {
    access: ['supervisor'],
    passive: true,
    input: nothing,
    output: z.strictObject({ requests: z.array(enableRequestView) }),
  },
  /** Enables the code (its failures are forgiven) or refuses. Refuses one's own request. */
  decideEnable: {
    access: ['supervisor'],
    input: z.strictObject({
      enableRequestId: id,
      decision: z.enum(['enable', 'refuse']),
      reason,
    }),
    output: nothing,
  },
});
