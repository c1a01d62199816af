import { z } from 'zod';
import { defineChannels } from './channel.ts';
import { id, nothing, password, reason, secret, time, workChannel } from './fields.ts';

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

/** What an alert is about: many different contacts failing at once, or many different usernames. */
export const alertKind = z.enum(['many_contacts_failing', 'many_sign_ins_failing']);
export type AlertKind = z.infer<typeof alertKind>;

/** An alert for the whole desk. It locks nothing. */
export const alertView = z.strictObject({
  alertId: id,
  kind: alertKind,
  raisedAt: time,
  /** How many different ones failed within the ten minutes before it was raised. */
  failing: z.number().int(),
});
export type AlertView = z.infer<typeof alertView>;

/**
 * Why a sign-in ended without its colleague's doing: `device`, it was shown from another device;
 * `colleague`, somebody ended it, reset the password or keeps them out; `expired`, twelve hours.
 */
export const endWhy = z.enum(['device', 'colleague', 'expired']);
export type EndWhy = z.infer<typeof endWhy>;

/** A sign-in that has not ended, as supervisors see it. */
export const openSessionView = z.strictObject({
  sessionId: id,
  staffId: id,
  name: z.string(),
  username: z.string(),
  role: staffRole,
  door: z.enum(['desktop', 'web', 'cli']),
  /** Where the sign-in came from, as a team's server saw it; null on one machine. */
  address: z.string().nullable(),
  signedInAt: time,
  lastActivityAt: time,
  state: sessionView.shape.state,
  /** The caller's own. */
  own: z.boolean(),
});
export type OpenSessionView = z.infer<typeof openSessionView>;

/** Where a desk goes to, in words that the log takes. */
const deskServer = z.strictObject({
  /** Its host and port; of a longer one the end. */
  server: z.string().regex(/^[A-Za-z0-9.:-]{1,60}$/),
  /** How the pinned certificate's fingerprint begins: 16 bytes. Null where an authority vouches. */
  certificate: z
    .string()
    .regex(/^(?:[0-9A-F]{2}:){15}[0-9A-F]{2}$/)
    .nullable(),
});
export type DeskServer = z.infer<typeof deskServer>;

export const sessionChannels = defineChannels({
  /** Who is signed in at this door, or null; then also why it ended, where that is to be said. */
  current: {
    access: 'anyone',
    passive: true,
    input: nothing,
    output: z.strictObject({
      session: sessionView.nullable(),
      ended: endWhy.nullable(),
      now: time,
    }),
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
      /** For supervisors: what waits for their approval. Null for agents. */
      approvalsWaiting: z.number().int().nullable(),
    }),
  },
  /** Every sign-in that has not ended, by name. */
  list: {
    access: ['supervisor', 'operator'],
    passive: true,
    input: nothing,
    output: z.strictObject({ sessions: z.array(openSessionView) }),
  },
  /**
   * Ends somebody's sign-in at once; with the last one of a colleague end their calls and grants.
   * Refuses `not_found`, and `conflict` for one's own, which is signed out, and for one that has
   * ended.
   */
  end: {
    access: ['supervisor', 'operator'],
    input: z.strictObject({ sessionId: id, reason }),
    output: nothing,
  },
  /**
   * Records that a supervisor has their desk work elsewhere (`to` null: on its own store), in the log
   * of the store that it leaves. Called by the desktop app itself, never by a screen.
   */
  noteDeskLeaves: {
    access: ['supervisor'],
    input: z.strictObject({ to: deskServer.nullable() }),
    output: nothing,
  },
  /** A supervisor has seen the alert. The record keeps it. */
  acknowledgeAlert: {
    access: ['supervisor'],
    input: z.strictObject({ alertId: id }),
    output: nothing,
  },
});
