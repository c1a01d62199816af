import { z } from 'zod';
import { defineChannels } from './channel.ts';
import { id, nothing, password, reason, time, username, words } from './fields.ts';
import { staffRole, worksOn } from './session.contract.ts';

export const staffView = z.strictObject({
  staffId: id,
  username: z.string(),
  name: z.string(),
  role: staffRole,
  worksOn,
  active: z.boolean(),
  passwordChangeDue: z.boolean(),
  lastSignInAt: time.nullable(),
  /** The hourly limit this agent has reached, if any. */
  limitReached: z.enum(['failures', 'accounts']).nullable(),
});
export type StaffView = z.infer<typeof staffView>;

export const staffChannels = defineChannels({
  list: {
    access: ['supervisor', 'operator'],
    input: nothing,
    output: z.strictObject({ staff: z.array(staffView) }),
  },
  /** Adds a colleague with a first password, which must be changed at the first sign-in. */
  add: {
    access: ['supervisor', 'operator'],
    input: z.strictObject({ username, name: words(80), role: staffRole, worksOn, password }),
    output: z.strictObject({ staffId: id }),
  },
  /** Sets a first password again, ends the colleague's sessions and forgives failed sign-ins. */
  resetPassword: {
    access: ['supervisor', 'operator'],
    input: z.strictObject({ username, password }),
    output: nothing,
  },
  /** Lets a colleague in or keeps them out. The last active supervisor can't be kept out. */
  setActive: {
    access: ['supervisor'],
    input: z.strictObject({ staffId: id, active: z.boolean(), reason }),
    output: nothing,
  },
  /** Lifts an agent's hourly limit. Nobody lifts their own. */
  liftLimit: {
    access: ['supervisor'],
    input: z.strictObject({ staffId: id, reason }),
    output: nothing,
  },
});
