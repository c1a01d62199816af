import { z } from 'zod';
import { holdsCardNumber } from '../rules/card-number.ts';

/** Fields that several rooms' channels share. Times are Unix milliseconds unless named otherwise. */
export const id = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
export const time = z.number().int().nonnegative().max(8_640_000_000_000_000);
export const nothing = z.strictObject({});

/** One line of text a person typed: trimmed, no control characters, well-formed Unicode. */
export const line = (maximum: number) =>
  z
    .string()
    .max(maximum)
    .refine((text) => text.isWellFormed(), 'contains broken Unicode')
    .refine((text) => !/\p{Cc}/u.test(text), 'contains control characters')
    .transform((text) => text.trim());

export const requiredLine = (maximum: number) =>
  line(maximum).refine((text) => text.length > 0, 'must not be empty');

/** Free text that is kept. A payment card's number in it is refused: nothing may ever hold one. */
export const words = (maximum: number) =>
  requiredLine(maximum).refine(
    (text) => !holdsCardNumber(text),
    'holds what looks like a payment card number: card numbers are never kept here',
  );

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
