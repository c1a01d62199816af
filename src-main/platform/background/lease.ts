import type { Store } from '../database/schema.ts';

/**
 * How long a lease holds without being taken again, in milliseconds: longer than any one step of a
 * worker takes, so that only a process that has gone or hangs loses it.
 */
export const leaseMs = 60_000;

/**
 * Takes the lease of that name, or keeps it: one process at a time works on what it stands for. It
 * is no lock: one that hangs for longer than `leaseMs` in a step goes on beside its successor, so
 * a worker's steps have to bear being done twice.
 *
 * @param now Unix milliseconds
 * @returns false while another holder has it
 */
export async function takeLease(
  store: Store,
  name: string,
  holder: string,
  now: number,
): Promise<boolean> {
  const until = now + leaseMs;
  return store.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('lease')
      .selectAll()
      .where('name', '=', name)
      .executeTakeFirst();
    if (!row) {
      await tx.insertInto('lease').values({ name, holder, until }).execute();
      return true;
    }
    // One that ends further ahead than leases do was taken by a clock that has gone back since.
    const held = row.until > now && row.until <= until + leaseMs;
    if (held && row.holder !== holder) return false;
    await tx.updateTable('lease').set({ holder, until }).where('name', '=', name).execute();
    return true;
  });
}

/** Gives the lease up, if this holder has it, so that another process need not wait for its end. */
export async function leaveLease(store: Store, name: string, holder: string): Promise<void> {
  await store
    .transaction()
    .execute((tx) =>
      tx.deleteFrom('lease').where('name', '=', name).where('holder', '=', holder).execute(),
    );
}
