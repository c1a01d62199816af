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
  // One that it is throttled by, one by which its record is.
  expect(counts).toHaveLength(2);
  for (const { key } of counts) expect(key).toMatch(/^[0-9a-f]{64}$/);
});

test('tries in vain are on record, so that an attack on an account shows, and never a flood of them', async () => {
  const desk = await newPortalDesk();
  await desk.redeem(await desk.resetCode());
  const refused = async () => {
    const filter = { action: 'portal.password_refused' } as const;
    const { audit } = desk.supervisor.desk;
    const { entries } = must(await audit.list({ filter, before: null, limit: 200 }));
    return entries.toReversed();
  };
  expect(await desk.check(clientId, goodPassword)).toMatchObject({ kind: 'match' });
  expect(await refused()).toEqual([]);
  await kinds(desk, clientId, 4);
  const { accountId } = desk;
  const checked = { accountId, outcome: 'failed', details: { known: true, checked: true } };
  const waiting = { accountId, outcome: 'wait', details: { known: true, checked: false } };
  expect(await refused()).toMatchObject([checked, checked, checked, waiting]);
  await kinds(desk, desk.account.username, 30);
  expect(await refused()).toHaveLength(6);
  desk.clock.pass(minute / 2);
  await kinds(desk, clientId, 2);
  expect((await refused()).slice(6)).toMatchObject([checked, waiting]);
});

test('of names that nobody has some tries are on record, and no name', async () => {
  const desk = await newPortalDesk();
  for (let name = 0; name < 6; name++) await kinds(desk, `secret typed as a name ${name}`, 1);
  expect(await desk.recorded('portal.password_refused')).toEqual(
    Array.from({ length: 3 }, () => ({ known: false, checked: true })),
  );
});

test('codes that are spent or nobody’s are on record some times, and nothing of them', async () => {
  const desk = await newPortalDesk();
  const code = await desk.resetCode();
  expect(await desk.redeem(code)).toBe('set');
  for (let tries = 0; tries < 6; tries++) expect(await desk.redeem(code)).toBe('no_code');
  for (let tries = 0; tries < 6; tries++)
    expect(await desk.redeem(`nobody’s ${tries}`)).toBe('no_code');
  expect(await desk.recorded('portal.code_refused')).toEqual([
    ...Array.from({ length: 3 }, () => ({ kind: 'reset' })),
    ...Array.from({ length: 3 }, () => ({ kind: null })),
  ]);
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
