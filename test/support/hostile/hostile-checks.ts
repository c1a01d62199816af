import { z } from 'zod';
import type { Channel } from '#shared/contract/channel.ts';
import { errorCodes, type Result } from '#shared/result.ts';
import type { CallerName } from './hostile-stands.ts';
import { marker } from './hostile-values.ts';

const fact = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const wellFormed = z.union([
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({
    ok: z.literal(false),
    error: z.strictObject({
      code: z.enum(errorCodes),
      message: z.string().min(1),
      details: z.record(z.string(), fact).optional(),
    }),
  }),
]);

/** Whether somebody of that standing may call the channel, so that the input is looked at. */
export function mayCall({ access }: Channel, name: CallerName): boolean {
  if (access === 'anyone') return true;
  if (access === 'session') return ['locked', 'agent', 'supervisor'].includes(name);
  return (access as readonly string[]).includes(name);
}

/** What is wrong with a reply to a hostile call, or null: never with anything of the call in it. */
export function problemOf(reply: unknown, channel: Channel, allowed: boolean): string | null {
  const parsed = wellFormed.safeParse(reply);
  if (!parsed.success) return 'the reply is not a Result';
  const result = parsed.data as Result<unknown>;
  if (result.ok) {
    if (!allowed) return 'a caller who may not call it was answered';
    return channel.output.safeParse(result.value).success ? null : 'the value breaks the contract';
  }
  if (result.error.code === 'internal') return 'a defect (internal)';
  return JSON.stringify(result.error).includes(marker) ? 'the error repeats what was sent' : null;
}
