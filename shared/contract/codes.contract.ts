import { z } from 'zod';
import { codeProblemKinds } from '../rules/code-policy.ts';
import { defineChannels } from './channel.ts';
import { id, reason, secret, time } from './fields.ts';
import { leave } from './leave.ts';

/**
 * Why a code is not taken: the policy's reasons; `differs` when it was typed differently the second
 * time; `not_usable` when it can't be used on this account, which says no more on purpose.
 */
export const codeRefusal = z.enum([...codeProblemKinds, 'not_usable', 'differs']);
export type CodeRefusal = z.infer<typeof codeRefusal>;

const strength = z.enum(['standard', 'strong']);

/** How a stored code stands; never the code. */
export const codeHealth = z.strictObject({
  strength,
  setAt: time,
  setHow: z.enum(['typed', 'generated', 'imported']),
  /** Imported from the old Phone/Chat Code. */
  fromOldCode: z.boolean(),
  /** It stood in a chat transcript. */
  exposed: z.boolean(),
  /** The policy of today would refuse it. */
  weak: z.boolean(),
  /** The client must choose another one; it verifies once more, or did so already. */
  mustChange: z.enum(['no', 'once_more', 'used']),
  /** A colleague disabled it: it verifies nobody. */
  disabled: z.boolean(),
});
export type CodeHealth = z.infer<typeof codeHealth>;

/** The codes of an account, and by which of them who can be verified. */
export const codesView = z.strictObject({
  accountId: id,
  /** Of the account: what a change has to name, so that two editors don't overwrite each other. */
  version: z.number().int().positive(),
  main: codeHealth.nullable(),
  /** The owner first, then by name. */
  contacts: z.array(
    z.strictObject({
      contactId: id,
      name: z.string(),
      kind: z.enum(['owner', 'authorized']),
      viewingAccess: z.boolean(),
      own: codeHealth.nullable(),
    }),
  ),
});
export type CodesView = z.infer<typeof codesView>;

/** Whose code: a contact's own, or (null) the account's main code. */
const holder = { accountId: id, contactId: id.nullable() };
const version = z.number().int().positive();
const agents = ['agent', 'supervisor'] as const;
const code = secret(128);

/**
 * Security codes are set, never shown. Every change refuses `not_allowed` without leave, `not_found`
 * for an account not opened within the hour or a contact who is not on it, and `conflict` when the
 * account was changed since that `version`. Each answers with the codes as they stand then.
 */
export const codesChannels = defineChannels({
  /** How the codes of an account stand. */
  view: {
    access: agents,
    passive: true,
    input: z.strictObject({ accountId: id }),
    output: codesView,
  },
  /** What the policy says of a code while it is typed; stores nothing. Needs leave. */
  check: {
    access: agents,
    passive: true,
    input: z.strictObject({ ...holder, code, leave }),
    output: z.strictObject({ problems: z.array(codeRefusal), strength }),
  },
  /**
   * Draws a code that the policy accepts. The only reply that carries a code: it is made here and
   * stored nowhere. The ticket says for ten minutes that it was drawn. Needs leave.
   */
  generate: {
    access: agents,
    input: z.strictObject({ ...holder, form: z.enum(['words', 'characters']), leave }),
    output: z.strictObject({ code: z.string(), ticket: z.string() }),
  },
  /**
   * Sets or replaces a code: typed twice, or drawn (`ticket`). Refuses `limit_reached` after three
   * codes that could not be used on this account, for as long as a contact would wait.
   */
  set: {
    access: agents,
    input: z.strictObject({
      ...holder,
      code,
      repeated: code.nullable(),
      ticket: z.string().max(200).nullable(),
      /** The client has to choose another one: it verifies once. */
      mustChange: z.boolean().default(false),
      leave,
      version,
    }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('set'), strength, codes: codesView }),
      z.strictObject({ kind: z.literal('refused'), problems: z.array(codeRefusal) }),
    ]),
  },
  /** Takes a code away. It can't come back. Refuses `conflict` when there is none. */
  remove: {
    access: agents,
    input: z.strictObject({ ...holder, leave, version }),
    output: codesView,
  },
  /** Has a code verify nobody until it is enabled. Refuses `conflict` when there is none. */
  disable: {
    access: agents,
    input: z.strictObject({ ...holder, leave, version }),
    output: codesView,
  },
  /** Enables a disabled code by a supervisor's own reason; a contact's failures are forgiven. */
  enable: {
    access: ['supervisor'],
    input: z.strictObject({ ...holder, reason, version }),
    output: codesView,
  },
  /**
   * Has the client choose another code: this one verifies once more, for what tier 1 allows. Refuses
   * `conflict` where another is due already, whether or not that once is spent.
   */
  requireChange: {
    access: agents,
    input: z.strictObject({ ...holder, leave, version }),
    output: codesView,
  },
  /** Gives or takes the owner's leave to use the main code. Refuses `conflict` for the owner. */
  setViewingAccess: {
    access: agents,
    input: z.strictObject({ accountId: id, contactId: id, may: z.boolean(), leave, version }),
    output: codesView,
  },
});
