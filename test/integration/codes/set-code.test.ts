import { describe, expect, test } from 'vitest';
import { beginCall, kindOf, newDesk } from '#test/support/call-desk.ts';
import { approve, atCodes } from '#test/support/codes-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { must, openStoreOf } from '#test/support/test-desk.ts';

const { anna, per, mainCode } = demo.larsen;
const first = 'purple kites over Oslo';
const second = 'seven quiet herons standing';
const minute = 60_000;
const notUsable = { kind: 'refused', problems: ['not_usable'] };

describe('a code that is set', () => {
  test('verifies from then on, and the one it replaced no more', async () => {
    const { desk, supervisor } = await newDesk();
    const codes = await atCodes(supervisor);
    expect(await codes.set(anna.name, first)).toMatchObject({ kind: 'set', strength: 'strong' });
    const call = await beginCall(desk, { contact: anna.name });
    expect(kindOf(await call.say(anna.code))).toBe('not_verified');
    expect(kindOf(await call.say(first.toUpperCase()))).toBe('verified');
  });

  test('is an own code where there was none, and lets a disabled contact try again', async () => {
    const { desk, supervisor, clock } = await newDesk();
    const codes = await atCodes(supervisor);
    const ida = await beginCall(desk, { contact: demo.larsen.ida.name });
    expect(ida.begun.codeAccess).toBe('none');
    for (let tries = 0; tries < 3; tries++) await ida.say('certainly not it');
    await codes.set(demo.larsen.ida.name, first);
    clock.pass(1000);
    const again = await beginCall(desk, { contact: demo.larsen.ida.name });
    expect(again.begun).toMatchObject({ codeAccess: 'own', throttle: { kind: 'free' } });
    expect(kindOf(await again.say(first))).toBe('verified');
  });

  test('is typed the same twice, as it is heard, or it is not set', async () => {
    const { supervisor } = await newDesk();
    const codes = await atCodes(supervisor);
    const asked = await codes.setting(anna.name, first);
    const differing = [null, `${first} yes`];
    for (const repeated of differing)
      expect(must(await supervisor.desk.codes.set({ ...asked, repeated }))).toEqual({
        kind: 'refused',
        problems: ['differs'],
      });
    const heard = { ...asked, repeated: 'PURPLE-kites over oslo!' };
    expect(must(await supervisor.desk.codes.set(heard)).kind).toBe('set');
  });

  test('is one that the policy takes; what it refuses is recorded without the code', async () => {
    const { folder, supervisor } = await newDesk();
    const codes = await atCodes(supervisor);
    expect(await codes.set(anna.name, 'short')).toMatchObject({ problems: ['too_short'] });
    expect(await codes.set(anna.name, 'larsen 1984')).toMatchObject({
      problems: ['account_details'],
    });
    expect(await codes.set(anna.name, '1234')).toMatchObject({
      problems: expect.arrayContaining(['too_short', 'sequential_run']),
    });
    const { store, close } = await openStoreOf(folder);
    const rows = await store
      .selectFrom('audit_log')
      .select('details')
      .where('action', '=', 'code.set_refused')
      .execute();
    await close();
    expect(rows.map(({ details }) => JSON.parse(details))).toMatchObject([
      { which: 'own', problems: 'too_short' },
      { which: 'own', problems: 'account_details' },
      { which: 'own', problems: expect.stringMatching(/^too_short,.*sequential_run$/) },
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/1984|1234|short"/);
  });

  test('said in a chat stands in its transcript', async () => {
    const parts = await newDesk();
    const call = await beginCall(parts.desk, { contact: anna.name, channel: 'chat' });
    await call.say(anna.code);
    await approve(parts, call, 'change-security-code');
    const { verificationId } = call;
    const codes = await atCodes(parts.agent, { by: 'call', verificationId });
    const set = await codes.set(anna.name, first);
    expect(set).toMatchObject({ kind: 'set' });
    const { contacts } = await codes.view();
    expect(contacts.find(({ name }) => name === anna.name)?.own).toMatchObject({ exposed: true });
  });
});

describe('what can’t be used on an account', () => {
  test('is what anybody on it has, or had; one word says so of all', async () => {
    const { supervisor } = await newDesk();
    const codes = await atCodes(supervisor);
    expect(await codes.set(anna.name, anna.code)).toEqual(notUsable);
    expect(await codes.set(anna.name, mainCode)).toEqual(notUsable);
    await codes.set(anna.name, first);
    expect(await codes.set(per.name, first)).toEqual(notUsable);
  });

  test('is any of a holder’s last five, and no longer the one before them', async () => {
    const { supervisor } = await newDesk();
    const codes = await atCodes(supervisor);
    const others = ['amber', 'violet', 'scarlet', 'turquoise', 'golden'].map(
      (colour) => `${colour} lanterns by the harbour`,
    );
    for (const code of [first, ...others])
      expect((await codes.set(anna.name, code)).kind).toBe('set');
    expect(await codes.set(anna.name, first)).toEqual(notUsable);
    expect((await codes.set(anna.name, second)).kind).toBe('set');
    expect((await codes.set(anna.name, first)).kind).toBe('set');
  });

  test('is charged as a failed try is; a code that is set is not', async () => {
    const { supervisor, clock } = await newDesk();
    const codes = await atCodes(supervisor);
    for (let tries = 0; tries < 3; tries++)
      expect(await codes.set(anna.name, mainCode)).toEqual(notUsable);
    expect(await codes.trySet(anna.name, mainCode)).toMatchObject({
      error: { code: 'limit_reached', details: { until: clock.time + minute / 2 } },
    });
    clock.pass(minute / 2);
    expect((await codes.set(anna.name, first)).kind).toBe('set');
  });
});

describe('a drawn code', () => {
  test.each(['words', 'characters'] as const)(
    'of %s is strong, and set by its ticket',
    async (form) => {
      const { desk, supervisor } = await newDesk();
      const codes = await atCodes(supervisor);
      const drawn = must(
        await supervisor.desk.codes.generate({ ...(await withoutVersion(codes)), form }),
      );
      const asked = await codes.setting(per.name, drawn.code);
      const set = { ...asked, repeated: null, ticket: drawn.ticket };
      expect(must(await supervisor.desk.codes.set(set))).toMatchObject({ strength: 'strong' });
      const call = await beginCall(desk, { contact: per.name });
      expect(kindOf(await call.say(drawn.code))).toBe('verified');
    },
  );

  test('has a ticket for that code and that holder alone, for ten minutes', async () => {
    const { supervisor, clock } = await newDesk();
    const codes = await atCodes(supervisor);
    const asked = { ...(await withoutVersion(codes)), form: 'words' } as const;
    const { code, ticket } = must(await supervisor.desk.codes.generate(asked));
    const conflict = { error: { code: 'conflict' } };
    const sets = async (name: string, said: string) =>
      supervisor.desk.codes.set({ ...(await codes.setting(name, said)), repeated: null, ticket });
    expect(await sets(anna.name, code)).toMatchObject(conflict);
    expect(await sets(per.name, first)).toMatchObject(conflict);
    for (let passed = 0; passed < 10; passed += 2.5) {
      clock.pass(2.5 * minute);
      must(await supervisor.desk.session.touch({}));
    }
    expect(await sets(per.name, code)).toMatchObject(conflict);
  });

  async function withoutVersion(codes: Awaited<ReturnType<typeof atCodes>>) {
    const { version: _version, ...asked } = await codes.changing(per.name);
    return asked;
  }
});
