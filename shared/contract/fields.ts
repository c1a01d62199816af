import { z } from 'zod';
import { holdsCardNumber } from '../rules/card-number.ts';

/** Fields that several rooms' channels share. Times are Unix milliseconds unless named otherwise. */
export const id = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
export const time = z.number().int().nonnegative().max(8_640_000_000_000_000);
export const nothing = z.strictObject({});

/** Text a person typed: trimmed, well-formed Unicode, without the control characters named. */
const text = (maximum: number, controls: RegExp) =>
  z
    .string()
    .max(maximum)
    .refine((typed) => typed.isWellFormed(), 'contains broken Unicode')
    .refine((typed) => !controls.test(typed), 'contains control characters')
    .transform((typed) => typed.trim());

const required = (schema: ReturnType<typeof text>) =>
  schema.refine((typed) => typed.length > 0, 'must not be empty');

/** What is wrong with a text that holds a card's number, as the schema's issue names it. */
const cardHeld = { problem: 'card_number' } as const;

/** A payment card's number in it is refused: nothing may ever hold one. */
const kept = (schema: ReturnType<typeof required>) =>
  schema.refine((typed) => !holdsCardNumber(typed), {
    error: 'holds what looks like a payment card number: card numbers are never kept here',
    params: cardHeld,
  });

/** Whether it was a card's number, among other things, for which a schema refused an input. */
export function isForCardNumber({ issues }: z.ZodError): boolean {
  return issues.some((issue) => issue.code === 'custom' && issue.params === cardHeld);
}

/** One line of text. */
export const line = (maximum: number) => text(maximum, /\p{Cc}/u);

export const requiredLine = (maximum: number) => required(line(maximum));

/** Free text that is kept, in one line, without any card number. */
export const words = (maximum: number) => kept(requiredLine(maximum));

/** Free text that is kept, in lines of its own, without any card number. */
export const paragraph = (maximum: number) => kept(required(text(maximum, /[^\P{Cc}\n]/u)));

/** Why a supervisor does something, in their words; the log keeps it. */
export const reason = words(300);

/** A secret as typed: never trimmed, never echoed, bounded so that hashing it stays cheap. */
export const secret = (maximum: number) =>
  z
    .string()
    .min(1)
    .max(maximum)
    .refine((text) => text.isWellFormed(), 'contains broken Unicode');

export const username = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/, 'must be 2 to 40 of a-z, 0-9, dot, dash or underscore');

export const password = secret(256);

export const workChannel = z.enum(['phone', 'chat']);
export type WorkChannel = z.infer<typeof workChannel>;

/** What a contact may ask for; the owner may ask for everything. */
export const permission = z.enum(['billing', 'technical', 'security', 'owner']);
export type Permission = z.infer<typeof permission>;

export const accountStatus = z.enum(['active', 'suspended', 'closed']);
export type AccountStatus = z.infer<typeof accountStatus>;
