import { expect, test } from 'vitest';
import type { Leave } from '#shared/contract/leave.ts';
import { beginCall, kindOf, newDesk } from '#test/support/call-desk.ts';
import { approve } from '#test/support/codes-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { atEdit } from '#test/support/edit-desk.ts';
import { must } from '#test/support/test-desk.ts';

const { larsen } = demo;
type DeskOfTest = Awaited<ReturnType<typeof newDesk>>;

async function verifiedCall({ desk }: DeskOfTest) {
  const call = await beginCall(desk, { contact: larsen.anna.name });
  const { verdict } = await call.say(larsen.anna.code);
  if (verdict?.kind !== 'verified') throw new Error('Not verified');
  const leave: Leave = { by: 'call', verificationId: call.verificationId };
  return { ...call, leave, grant: verdict.grant };
}

const found = async ({ desk }: DeskOfTest) =>
  must(await desk.accounts.search({ query: larsen.clientId })).results[0]?.status;

test('a suspended account is shown as one, and its callers may ask for everything', async () => {
  const all = await newDesk();
  const account = await atEdit(all.supervisor.desk);
  const before = await verifiedCall(all);
  await before.end();
  must(await account.setStatus('suspended'));
  expect((await account.view()).status).toBe('suspended');
  expect(await found(all)).toBe('suspended');
  const call = await verifiedCall(all);
  expect(call.grant.allowed).toEqual(before.grant.allowed);
  expect(call.grant.notPermitted).toEqual(before.grant.notPermitted);
  must(await account.setStatus('active'));
  expect(await found(all)).toBe('active');
});

test('closing an account ends what was granted; then callers learn, and change nothing', async () => {
  const all = await newDesk();
  const account = await atEdit(all.supervisor.desk);
  const open = await verifiedCall(all);
  must(await account.setStatus('closed'));
  expect(await found(all)).toBe('closed');
  const asAgent = await atEdit(all.desk);
  expect((await asAgent.view()).masked).toBe(true);
  expect(await asAgent.edit({ city: 'Bergen' }, open.leave)).toMatchObject({
    ok: false,
    error: { code: 'not_allowed', details: { need: 'verification' } },
  });
  await open.end();

  const call = await verifiedCall(all);
  expect(call.grant.allowed).toEqual(
    expect.arrayContaining(['technical-support', 'invoice-question', 'tell-username']),
  );
  expect(call.grant.afterApproval).toEqual(['close-account']);
  expect(call.grant.afterStepUp).toEqual([]);
  expect(call.grant.notPermitted).toEqual(
    expect.arrayContaining(['change-account-details', 'change-email-on-file', 'add-service']),
  );
  expect(await asAgent.edit({ city: 'Bergen' }, call.leave)).toMatchObject({
    ok: false,
    error: { code: 'not_allowed', details: { need: 'permission' } },
  });
  expect(await asAgent.setStatus('active', call.leave)).toMatchObject({
    ok: false,
    error: { details: { need: 'approval' } },
  });
  await approve(all, call, 'close-account');
  must(await asAgent.setStatus('active', call.leave));
  expect(await found(all)).toBe('active');
});

test('each change takes its own leave and version, and is done once', async () => {
  const all = await newDesk();
  const call = await verifiedCall(all);
  const account = await atEdit(all.desk);
  const { accountId } = account;
  await approve(all, call, 'suspend-account');
  expect(await account.setStatus('closed', call.leave)).toMatchObject({
    ok: false,
    error: { code: 'not_allowed', details: { need: 'approval' } },
  });
  const { version } = await account.view();
  const suspend = () =>
    all.desk.accounts.setStatus({ accountId, version, to: 'suspended', leave: call.leave });
  expect(must(await suspend())).toEqual({ version: version + 1 });
  expect(must(await suspend())).toEqual({ version: version + 1 });
  const own = await atEdit(all.supervisor.desk);
  const stale = await all.supervisor.desk.accounts.setStatus({
    ...{ accountId, version, to: 'closed', leave: { by: 'reason', reason: 'Asked in writing' } },
  });
  expect(stale).toMatchObject({ ok: false, error: { code: 'conflict' } });
  must(await own.setStatus('closed'));
  expect(await own.setStatus('suspended')).toMatchObject({
    ok: false,
    error: { code: 'conflict' },
  });
  const { entries } = must(
    await all.supervisor.desk.audit.list({
      filter: { action: 'account.status_changed' },
      before: null,
      limit: 10,
    }),
  );
  expect(entries.map(({ details }) => [details['from'], details['to'], details['leave']])).toEqual([
    ['suspended', 'closed', 'reason'],
    ['active', 'suspended', 'call'],
  ]);
});

test('a caller on a closed account is verified as any other', async () => {
  const all = await newDesk();
  const account = await atEdit(all.supervisor.desk);
  must(await account.setStatus('closed'));
  const call = await beginCall(all.desk, { contact: larsen.per.name });
  expect(kindOf(await call.say(larsen.mainCode))).toBe('verified');
  expect(
    kindOf(await (await beginCall(all.desk, { contact: larsen.ida.name })).say(larsen.mainCode)),
  ).toBe('not_verified');
});
