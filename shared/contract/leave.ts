import { z } from 'zod';
import { id, reason, workChannel } from './fields.ts';

/**
 * By what right a change is made, a field of every change that needs leave:
 * - `call`: the caller of this agent's call in progress asked for it and is granted it;
 * - `reason`: a supervisor's own, kept in the log in full;
 * - `creation`: the account was made by this colleague within the hour, for somebody who reached them
 *   by that channel: what a client and an agent write to each other in a chat stands in its transcript.
 */
export const leave = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('call'), verificationId: id }),
  z.strictObject({ by: z.literal('reason'), reason }),
  z.strictObject({ by: z.literal('creation'), channel: workChannel }),
]);
export type Leave = z.infer<typeof leave>;

/** What is missing where leave is refused, as `details.need` of `not_allowed`. */
export type LeaveNeed = 'verification' | 'step_up' | 'approval' | 'permission' | 'supervisor';
