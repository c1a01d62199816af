import { z } from 'zod';
import { Refusal } from '../refusal.ts';
import type { Store, Tx } from './schema.ts';

/** Where a store says that it was moved elsewhere. A write transaction looks there first. */
export const movedKey = 'moved';

const moved = z.object({
  /** Where to, in words; no address with a password, no path. */
  to: z.string(),
  /** When, by the clock of whoever moved it; Unix milliseconds. */
  at: z.number(),
});

/** What a store says of its being moved, or undefined for one that is in use. */
export async function readMoved(store: Store): Promise<string | undefined> {
  const found = await store
    .selectFrom('meta')
    .select('value')
    .where('key', '=', movedKey)
    .executeTakeFirst();
  return found?.value;
}

/** Says that a store was moved: whoever has it open finds it at the next write. */
export async function markMoved(tx: Tx, to: string, at: number): Promise<void> {
  const value = JSON.stringify({ to, at } satisfies z.infer<typeof moved>);
  await tx.insertInto('meta').values({ key: movedKey, value }).execute();
}

/** What people hear of a store that was moved; `value` is what it says of it. */
export function movedRefusal(value: string): Refusal {
  const { to, at } = parse(value);
  const when = at === null ? '' : ` on ${new Date(at).toISOString().slice(0, 10)}`;
  return new Refusal(
    'moved',
    `This store was moved to ${to}${when}. It is kept here to be read: go on working there.`,
  );
}

function parse(value: string): { to: string; at: number | null } {
  try {
    return moved.parse(JSON.parse(value));
  } catch {
    return { to: 'another place', at: null };
  }
}
