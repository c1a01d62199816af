import { expect, test } from 'vitest';
import { demo } from '#test/support/demo-people.ts';
import { goodPassword, newPortalDesk } from '#test/support/portal-desk.ts';
import { must, operatorDesk } from '#test/support/test-desk.ts';

const { clientId } = demo.larsen;
const minute = 60_000;
const wrong = 'not the right one';

type PortalDesk = Awaited<ReturnType<typeof newPortalDesk>>;

async function kinds({ check }: PortalDesk, name: string, tries: number): Promise<string[]> {
  const said: string[] = [];
  for (let made = 0; made < tries; made++) said.push((await check(name, wrong)).kind);
  return said;
}

test('tries are counted on the account under either name, and on names that nobody has alike', async () => {
  const desk = await newPortalDesk();
  await desk.redeem(await desk.resetCode());
  const waits = ['no_match', 'no_match', 'no_match', 'wait'];
  expect(await kinds(desk, desk.account.username, 4)).toEqual(waits);
  expect(await kinds(desk, 'nobody.at.all', 4)).toEqual(waits);
  expect(await kinds(desk, clientId, 1)).toEqual(['wait']);
  expect(await desk.check(clientId, goodPassword)).toEqual({
    kind: 'wait',
    until: desk.clock.now() + minute / 2,
  });
  desk.clock.pass(minute / 2);
  expect(await desk.check(clientId, goodPassword)).toMatchObject({ kind: 'match' });
  expect(await kinds(desk, clientId, 4)).toEqual(waits);
});

test('names that nobody has are kept under a keyed hash', async () => {
  const desk = await newPortalDesk();
  const typedIntoTheWrongBox = 'my secret password';
  await desk.check(typedIntoTheWrongBox, wrong);
  const counts = await desk.store
    .selectFrom('throttle')
    .select('key')
    .where('scope', '=', 'portal')
    .execute();
  expect(counts).toHaveLength(1);
  expect(counts[0]?.key).toMatch(/^[0-9a-f]{64}$/);
});

test('setting a password forgives no failure', async () => {
  const desk = await newPortalDesk();
  const code = await desk.resetCode();
  await kinds(desk, clientId, 3);
  expect(await desk.redeem(code)).toBe('set');
  expect(await desk.check(clientId, goodPassword)).toMatchObject({ kind: 'wait' });
});

test('of many tries at once, by two programs, three are let through', async () => {
  const desk = await newPortalDesk();
  const other = operatorDesk(await desk.another());
  const answers = await Promise.all(
    Array.from({ length: 10 }, async (_, one) => {
      const { portal } = one % 2 ? desk.operator : other;
      return must(await portal.checkPassword({ name: clientId, password: wrong })).kind;
    }),
  );
  expect(answers.filter((kind) => kind === 'no_match')).toHaveLength(3);
});

test('a new password ends the old one', async () => {
  const desk = await newPortalDesk();
  await desk.redeem(await desk.resetCode(), `${goodPassword} of old`);
  await desk.redeem(await desk.resetCode());
  expect(await desk.check(clientId, `${goodPassword} of old`)).toEqual({ kind: 'no_match' });
  expect(await desk.check(clientId, goodPassword)).toMatchObject({ kind: 'match' });
});
