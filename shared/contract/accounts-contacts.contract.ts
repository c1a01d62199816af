import { z } from 'zod';
import { contactFields, fieldProblemKinds, longestField } from '../rules/account-fields.ts';
import { defineChannels } from './channel.ts';
import { id, line, nothing, permission } from './fields.ts';
import { leave } from './leave.ts';

const agents = ['agent', 'supervisor'] as const;
const permissions = z.array(permission).max(permission.options.length);
/** As typed; an empty e-mail or phone is none. */
const typedContact = z.strictObject({
  name: line(longestField.name),
  email: line(longestField.email),
  phone: line(longestField.phone),
  permissions,
});
/** What every change names: the account as it was looked at, and by what right. */
const changing = { accountId: id, version: z.number().int().positive(), leave };
const refused = z.strictObject({
  kind: z.literal('refused'),
  problems: z.array(
    z.strictObject({ field: z.enum(contactFields), problem: z.enum(fieldProblemKinds) }),
  ),
});

/**
 * The people on an account. Every change refuses `not_allowed` without leave, and with `need:
 * 'permission'` where the caller may not have this contact changed, or has not themselves what the
 * contact is to be allowed; `not_found` for an account not opened within the hour or a contact who is
 * not on it; `conflict` when the account was changed since that `version`.
 */
export const accountsContactsChannels = defineChannels({
  /** Adds an authorized contact, who has no code yet. What stands against it is an answer. */
  addContact: {
    access: agents,
    input: z.strictObject({ ...changing, ...typedContact.shape }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('added'), contactId: id }),
      refused,
    ]),
  },
  /**
   * Changes what is given of a contact and leaves the rest. Refuses `conflict` for permissions of
   * the owner, who has them all.
   */
  changeContact: {
    access: agents,
    input: z.strictObject({
      ...changing,
      contactId: id,
      changes: typedContact
        .partial()
        .refine((changes) => Object.keys(changes).length > 0, 'must change something'),
    }),
    output: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('changed') }), refused]),
  },
  /**
   * Takes a contact off the account for good, with their code and what they were granted in calls.
   * Refuses `conflict` for the owner.
   */
  removeContact: {
    access: agents,
    input: z.strictObject({ ...changing, contactId: id }),
    output: nothing,
  },
  /**
   * Makes a contact the owner. Who was it stays as an authorized contact with what is given here. The
   * main code, which they know, has to be changed then. Refuses `conflict` for the owner.
   */
  transferOwner: {
    access: agents,
    input: z.strictObject({
      ...changing,
      contactId: id,
      formerOwner: z.strictObject({ permissions, viewingAccess: z.boolean() }),
    }),
    output: nothing,
  },
});
