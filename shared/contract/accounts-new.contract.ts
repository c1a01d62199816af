import { z } from 'zod';
import { accountFields, fieldProblemKinds, longestField } from '../rules/account-fields.ts';
import { typedDetails } from './account-details.ts';
import { defineChannels } from './channel.ts';
import { id, line } from './fields.ts';
import { mailStanding } from './mail.contract.ts';

/** An account's fields as typed; empty is not given. An empty Client ID is given automatically. */
const typedAccount = typedDetails.extend({ clientId: line(longestField.clientId) });

const problems = z.array(
  z.strictObject({ field: z.enum(accountFields), problem: z.enum(fieldProblemKinds) }),
);

export const accountsNewChannels = defineChannels({
  /** What stands against a new account as it is typed, and its phone number as it was understood. */
  checkNew: {
    access: ['agent', 'supervisor'],
    input: typedAccount,
    output: z.strictObject({ problems, phone: z.string().nullable() }),
  },
  /**
   * Makes an account and its owner, whom the fields name. What stands against it is an answer, and
   * nothing is made then. Sent twice within a minute it is made once. It has no password and no
   * security code: the client chooses them, the password by a code that is mailed to them at once.
   */
  create: {
    access: ['agent', 'supervisor'],
    input: typedAccount,
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('refused'), problems }),
      z.strictObject({
        kind: z.literal('created'),
        accountId: id,
        clientId: z.string(),
        username: z.string(),
        /** What becomes of that mail. */
        mail: mailStanding,
      }),
    ]),
  },
});
