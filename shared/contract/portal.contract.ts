import { z } from 'zod';
import { defineChannels } from './channel.ts';
import { id, password, requiredLine, time } from './fields.ts';
import { leave } from './leave.ts';
import { mailStanding } from './mail.contract.ts';

/** What the caller names, so that a reset is started: the e-mail on file, or the username. */
export const namedByCaller = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('email'), email: requiredLine(254) }),
  z.strictObject({ by: z.literal('username'), username: requiredLine(100) }),
]);
export type NamedByCaller = z.infer<typeof namedByCaller>;

/**
 * Help with the clients' Portal, and what the Portal itself asks. No code and no password is ever
 * told to anybody at the desk: codes go to the e-mail on file only, and passwords come from there.
 */
export const portalChannels = defineChannels({
  /** The username and the Client ID, to be told to the caller. Needs leave; refuses `not_found`. */
  tellUsername: {
    access: ['agent', 'supervisor'],
    input: z.strictObject({ accountId: id, leave }),
    output: z.strictObject({ username: z.string(), clientId: z.string() }),
  },
  /**
   * Mails a reset code to the e-mail on file if what the caller named is the account's; the reply is
   * the same if it is not. Needs leave; refuses `conflict` for an account that is closed or has no
   * e-mail on file, and `limit_reached` after five within the hour.
   */
  startReset: {
    access: ['agent', 'supervisor'],
    input: z.strictObject({ accountId: id, named: namedByCaller, leave }),
    output: z.strictObject({ mail: mailStanding }),
  },
  /**
   * Mails the code for the first password once more, to the e-mail on file. Needs leave; refuses
   * `conflict` where there is a password, and else as `startReset`.
   */
  sendSetPassword: {
    access: ['agent', 'supervisor'],
    input: z.strictObject({ accountId: id, leave }),
    output: z.strictObject({ mail: mailStanding }),
  },
  /**
   * Sets the Portal password by a code that was mailed. For the Portal's server, not for a screen.
   * Refuses `invalid_input` for a password against the Portal's rules; the code stays good then.
   */
  redeem: {
    access: ['operator'],
    input: z.strictObject({ code: requiredLine(100), password }),
    output: z.strictObject({ kind: z.enum(['set', 'no_code']) }),
  },
  /**
   * Whether a password is that of a username or Client ID. For the Portal's server, not for a
   * screen. A name that nobody has costs the same work, and its tries are counted all the same:
   * after three that failed each next one waits.
   */
  checkPassword: {
    access: ['operator'],
    input: z.strictObject({ name: requiredLine(100), password }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('match'), clientId: z.string() }),
      z.strictObject({ kind: z.literal('no_match') }),
      z.strictObject({ kind: z.literal('wait'), until: time }),
    ]),
  },
});
