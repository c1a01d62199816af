import { z } from 'zod';
import { defineChannels } from './channel.ts';
import { id, nothing, password, secret, time, workChannel } from './fields.ts';

export const worksOn = z.enum(['phone', 'chat', 'both']);
export type WorksOn = z.infer<typeof worksOn>;
export const staffRole = z.enum(['agent', 'supervisor']);
export type StaffRole = z.infer<typeof staffRole>;

/** Somebody signed in at this door. */
export const sessionView = z.strictObject({
  staffId: id,
  username: z.string(),
  name: z.string(),
  role: staffRole,
  worksOn,
  defaultChannel: workChannel,
  state: z.enum(['active', 'locked', 'password_change_due']),
  signedInAt: time,
  /** The sign-in ends at this time whatever happens (12 hours). */
  expiresAt: time,
  /** The session locks after this many milliseconds without a person's activity. */
  idleLockMs: z.number().int().positive(),
});
export type SessionView = z.infer<typeof sessionView>;

/** What a password check came to: the same words for an unknown name and for a wrong password. */
export const signInVerdict = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('signed_in'), session: sessionView }),
  z.strictObject({ kind: z.literal('refused') }),
  z.strictObject({ kind: z.literal('wait'), until: time }),
]);
export type SignInVerdict = z.infer<typeof signInVerdict>;

/** An alert for the whole desk: many different contacts fail at once. It locks nothing. */
export const alertView = z.strictObject({
  alertId: id,
  kind: z.enum(['many_contacts_failing']),
  raisedAt: time,
  /** Distinct contacts that failed within the ten minutes before it was raised. */
  contacts: z.number().int(),
});
export type AlertView = z.infer<typeof alertView>;

export const sessionChannels = defineChannels({
  /** Who is signed in at this door, or null. */
  current: {
    access: 'anyone',
    passive: true,
    input: nothing,
    output: z.strictObject({ session: sessionView.nullable(), now: time }),
  },
  signIn: {
    access: 'anyone',
    input: z.strictObject({ username: secret(80), password }),
    output: signInVerdict,
  },
  /** Ends the session and every call it still holds. */
  signOut: { access: 'session', input: nothing, output: nothing },
  /** Locks the session at once (the agent's key, or the operating system's lock). */
  lock: { access: 'session', passive: true, input: nothing, output: nothing },
  unlock: { access: 'session', input: z.strictObject({ password }), output: signInVerdict },
  /** Changes one's own password; the current one is asked again and throttled like a sign-in. */
  changePassword: {
    access: 'session',
    input: z.strictObject({ currentPassword: password, newPassword: password }),
    output: signInVerdict,
  },
  /** Says that a person is at the desk: typing and pointing count, at most one call in 20 s. */
  touch: { access: ['agent', 'supervisor'], input: nothing, output: nothing },
  /** The desk's heartbeat, every few seconds: what concerns everyone and needs no click. */
  pulse: {
    access: ['agent', 'supervisor'],
    passive: true,
    input: nothing,
    output: z.strictObject({
      now: time,
      alerts: z.array(alertView),
      /** This agent has reached an hourly limit; look-ups and attempts wait for a supervisor. */
      limitReached: z.enum(['failures', 'accounts']).nullable(),
      /** For supervisors: disabled codes that wait for a decision. Null for agents. */
      enableRequestsWaiting: z.number().int().nullable(),
    }),
  },
  /** A supervisor has seen the alert. The record keeps it. */
  acknowledgeAlert: {
    access: ['supervisor'],
    input: z.strictObject({ alertId: id }),
    output: nothing,
  },
});
