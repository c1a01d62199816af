import { expect, test } from 'vitest';
import { beginCall, newDesk } from '#test/support/call-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { at, must } from '#test/support/test-desk.ts';

const device = 'a1'.repeat(32);
const anotherDevice = 'b2'.repeat(32);
const refused = { ok: false, error: { code: 'not_signed_in' } };

/** A supervisor at the log, and an agent signed in on a device of their own. */
async function deskOnDevice() {
  const parts = await newDesk();
  const own = at(parts.backend, 'web', { device, address: '192.0.2.7' });
  must(await own.desk.session.signIn({ ...demo.chatAgent }));
  const withToken = (from: { device?: string }) => {
    const other = at(parts.backend, 'web', from);
    other.caller.token = own.caller.token;
    return other;
  };
  const entries = async () => {
    const { entries } = must(
      await parts.supervisor.desk.audit.list({ filter: {}, before: null, limit: 50 }),
    );
    return entries;
  };
  return { ...parts, own, withToken, entries };
}

test('a session is its device’s: the same token from there goes on', async () => {
  const { own, withToken } = await deskOnDevice();
  must(await own.desk.session.touch({}));
  must(await withToken({ device }).desk.session.touch({}));
});

test.each([
  ['another device', { device: anotherDevice }],
  ['no device', {}],
])('a token shown from %s is refused, recorded once, and ends the session', async (_name, from) => {
  const { own, withToken, entries } = await deskOnDevice();
  const call = await beginCall(own.desk, { contact: demo.larsen.anna.name });
  await call.say(demo.larsen.anna.code);
  const thief = withToken(from);
  expect(await thief.desk.session.touch({})).toMatchObject(refused);
  expect(await thief.desk.session.pulse({})).toMatchObject(refused);
  expect(must(await thief.desk.session.current({}))).toMatchObject({ session: null, ended: null });
  expect(await own.desk.session.touch({})).toMatchObject(refused);
  expect(must(await own.desk.session.current({}))).toMatchObject({
    session: null,
    ended: 'device',
  });

  const records = await entries();
  const found = records.filter(({ action }) => action === 'session.device_refused');
  expect(found).toMatchObject([
    { outcome: 'refused', actorRole: 'nobody', details: { sessionId: expect.any(Number) } },
  ]);
  const signedIn = records.find(({ action }) => action === 'session.signed_in');
  expect(found[0]?.subjectStaffId).toBe(signedIn?.actorId);
  expect(found[0]?.details).toEqual(signedIn?.details);
  expect(records.filter(({ action }) => action === 'verification.ended')).toHaveLength(1);
  expect(JSON.stringify(records)).not.toMatch(/a1a1|b2b2|192\.0\.2\.7/);
});

test('signing in again on the own device begins anew, and is told nothing more', async () => {
  const { own, withToken } = await deskOnDevice();
  await withToken({ device: anotherDevice }).desk.session.touch({});
  must(await own.desk.session.signIn({ ...demo.chatAgent }));
  expect(must(await own.desk.session.current({}))).toMatchObject({ ended: null });
});

test('a session without a device is not asked for one', async () => {
  const { backend, agent } = await newDesk();
  const other = at(backend, 'web', { device });
  other.caller.token = agent.caller.token;
  must(await other.desk.session.touch({}));
});
