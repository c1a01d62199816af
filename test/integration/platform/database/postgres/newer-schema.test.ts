import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { markMoved } from '#main/platform/database/moved.ts';
import { asOwner } from '#main/platform/database/postgres/as-owner.ts';
import type { Tx } from '#main/platform/database/schema.ts';
import {
  openForTest,
  teamBackendForTest,
  teamDatabaseForTest,
} from '#test/support/postgres/open-team-store.ts';
import { at } from '#test/support/test-desk.ts';

const toNewer = async (tx: Tx) => {
  await sql`insert into kysely_migration values ('9999-future', '')`.execute(tx);
};
const toMoved = (tx: Tx) => markMoved(tx, 'another place', 0);

/** What becomes of a store under its servers, and what they say of it. */
const changes = { newer_store: toNewer, moved: toMoved } as const;

describe.each(Object.entries(changes))('a store that became %s under a server', (code, change) => {
  test('takes no write of that server’s, from the commit on', async () => {
    const { owner } = await teamDatabaseForTest('empty');
    const found: string[] = [];
    const { store } = await openForTest(owner, { onUnusable: (it) => void found.push(it.code) });
    const write = (text: string) =>
      store
        .transaction()
        .execute((tx) => tx.insertInto('reason').values({ text, created_at: 1 }).execute());
    await write('before');
    let waiting: Promise<unknown> | undefined;
    await asOwner(owner, async (tx) => {
      await sql`lock table audit_head in access exclusive mode`.execute(tx);
      await change(tx);
      // Begun while the store was still as the server knows it.
      waiting = write('meanwhile').catch((error: unknown) => error);
      await new Promise((resolve) => setTimeout(resolve, 200));
    });
    expect(await waiting).toMatchObject({ name: 'Refusal', code });
    await expect(write('after')).rejects.toMatchObject({ code });
    expect(await store.selectFrom('reason').select('text').execute()).toEqual([{ text: 'before' }]);
    expect(found).toEqual([code, code]);
  });

  test('is not read there either once a write has found it, and the server is not ready', async () => {
    const { server, owner, keys } = await teamDatabaseForTest('demo');
    const backend = await teamBackendForTest({ database: server, keys });
    const { desk } = at(backend);
    await asOwner(owner, change);
    const signIn = { username: 'nobody', password: 'not of anybody here' };
    expect(await desk.session.signIn(signIn)).toMatchObject({ error: { code } });
    expect(await desk.session.current({})).toMatchObject({ error: { code } });
    expect(await desk.setup.status({})).toMatchObject({ value: { state: code } });
  });
});
