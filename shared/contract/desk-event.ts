import { z } from 'zod';

/**
 * Tells a desk that something has changed which concerns it, and where to look again: it holds no
 * news itself, so that a missed one, a doubled one and one too many do no harm. `seq` is the number
 * of the audit record behind it; the next watch begins after the last that was seen.
 */
export const deskEvent = z.strictObject({
  seq: z.number().int().nonnegative(),
  look: z.array(z.enum(['session', 'pulse'])),
});
export type DeskEvent = z.infer<typeof deskEvent>;
