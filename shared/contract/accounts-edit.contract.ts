import { z } from 'zod';
import { editFields, fieldProblemKinds } from '../rules/account-fields.ts';
import { typedDetails } from './account-details.ts';
import { defineChannels } from './channel.ts';
import { accountStatus, id } from './fields.ts';
import { leave } from './leave.ts';
import { mailStanding } from './mail.contract.ts';

const agents = ['agent', 'supervisor'] as const;
const version = z.number().int().positive();

/** As they are on file, which may be longer than what can be typed today. */
const detailsOnFile = z.strictObject({
  name: z.string(),
  company: z.string(),
  email: z.string(),
  phone: z.string(),
  country: z.string(),
  address1: z.string(),
  address2: z.string(),
  postalCode: z.string(),
  city: z.string(),
  region: z.string(),
  username: z.string(),
});

/**
 * Accounts that are there are changed with leave. Everything here refuses `not_allowed` without it
 * and `not_found` for an account not opened within the hour; a change refuses `conflict` when the
 * account was changed since the version it names.
 */
export const accountsEditChannels = defineChannels({
  /** An account's details in full, to edit them; on record. Takes leave for one part of them. */
  openToEdit: {
    access: agents,
    input: z.strictObject({ accountId: id, leave }),
    output: z.strictObject({ version, fields: detailsOnFile }),
  },
  /**
   * Changes what is given of an account and leaves the rest. Names and address, the e-mail, the
   * phone and the username each take leave of their own, also where nothing of them turns out to be
   * new. What stands against it is an answer, and nothing is changed then. Where it changes how the
   * client is reached or logs in, a notice goes to the e-mail that was on file until then (`notice`;
   * null where it does not, or no e-mail was).
   */
  edit: {
    access: agents,
    input: z.strictObject({
      accountId: id,
      version,
      details: typedDetails
        .partial()
        .refine((details) => Object.keys(details).length > 0, 'must change something'),
      leave,
    }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('refused'),
        problems: z.array(
          z.strictObject({ field: z.enum(editFields), problem: z.enum(fieldProblemKinds) }),
        ),
      }),
      z.strictObject({ kind: z.literal('edited'), version, notice: mailStanding.nullable() }),
    ]),
  },
  /**
   * Suspends an account, closes it, or takes it up again. Closing it, and
   * opening it again, ends what callers were granted in calls that go on. Refuses `conflict` for suspending a closed one.
   */
  setStatus: {
    access: agents,
    input: z.strictObject({ accountId: id, version, to: accountStatus, leave }),
    output: z.strictObject({ version }),
  },
});
