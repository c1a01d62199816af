import { expect, test } from 'vitest';
import { beginCall, kindOf, newDesk } from '#test/support/call-desk.ts';
import { atCodes } from '#test/support/codes-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { must, openStoreOf, signIn } from '#test/support/test-desk.ts';

const { anna } = demo.larsen;

test('of two codes set at once, by two servers, one is set and the other refused', async () => {
  const { supervisor, another } = await newDesk();
  const codes = await atCodes(supervisor);
  const second = await signIn(await another(), demo.supervisor.username, demo.supervisor.password);
  const said = ['purple kites over Oslo', 'seven quiet herons standing'];
  const [first = '', other = ''] = said;
  // Both begin from the same version: the first may be done before the second has looked.
  const asked = [
    await codes.setting(anna.name, first),
    await codes.setting(anna.name, other),
  ] as const;
  const [one, two] = await Promise.all([
    supervisor.desk.codes.set(asked[0]),
    second.desk.codes.set(asked[1]),
  ]);
  const set = [one, two].map((result) => result.ok && result.value.kind === 'set');
  expect(set.filter(Boolean)).toHaveLength(1);
  expect(set[0] ? two : one).toMatchObject({ error: { code: 'conflict' } });
  const call = await beginCall(supervisor.desk, { contact: anna.name });
  expect(kindOf(await call.say(said[set[0] ? 1 : 0] ?? ''))).toBe('not_verified');
  expect(kindOf(await call.say(said[set[0] ? 0 : 1] ?? ''))).toBe('verified');
});

test('a code replaced while it is being checked verifies nobody after that', async () => {
  const { folder, desk, supervisor } = await newDesk();
  const codes = await atCodes(supervisor);
  let current = anna.code;
  for (let round = 0; round < 12; round++) {
    const next = `purple kites over harbour ${'abcdefghijkl'[round]}`;
    const call = await beginCall(desk, { contact: anna.name });
    const asked = await codes.setting(anna.name, next);
    const [said, set] = await Promise.all([call.say(current), supervisor.desk.codes.set(asked)]);
    expect(must(set).kind).toBe('set');
    expect(kindOf(said)).toBe(
      (await firstOf(['verification.attempted', 'code.set'])) === 'code.set'
        ? 'not_verified'
        : 'verified',
    );
    current = next;
  }

  /** Which of two came first on the record, of the newest of each. */
  async function firstOf(actions: ['verification.attempted', 'code.set']) {
    const { store, close } = await openStoreOf(folder);
    const newest = await store
      .selectFrom('audit_log')
      .select(['action', 'seq'])
      .where('action', 'in', actions)
      .orderBy('seq', 'desc')
      .limit(2)
      .execute();
    await close();
    return newest.at(-1)?.action;
  }
});
