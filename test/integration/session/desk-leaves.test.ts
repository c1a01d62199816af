import { expect, test } from 'vitest';
import { newDesk } from '#test/support/call-desk.ts';
import { must } from '#test/support/test-desk.ts';

const to = { server: 'desk.example.com:8443', certificate: `AB${':CD'.repeat(15)}` };

test('the log of the store that a desk leaves says where it went, by a supervisor’s word alone', async () => {
  const { agent, supervisor } = await newDesk();
  const refused = await agent.desk.session.noteDeskLeaves({ to });
  expect(refused).toMatchObject({ ok: false, error: { code: 'not_allowed' } });
  must(await supervisor.desk.session.noteDeskLeaves({ to }));
  must(await supervisor.desk.session.noteDeskLeaves({ to: null }));
  const page = { filter: {}, before: null, limit: 50 };
  const { entries } = must(await supervisor.desk.audit.list(page));
  const left = entries.filter(({ action }) => action.startsWith('store.desk_'));
  expect(left.map(({ actorRole, action, details }) => ({ actorRole, action, details }))).toEqual([
    { actorRole: 'supervisor', action: 'store.desk_disconnected', details: {} },
    { actorRole: 'supervisor', action: 'store.desk_connected', details: to },
  ]);
});

test.each([
  ['a person’s words', { ...to, server: 'Anna’s computer' }],
  ['a whole address', { ...to, server: 'https://desk.example.com' }],
  ['what is no fingerprint', { ...to, certificate: 'AB:CD' }],
])('%s does not get into the log', async (_what, change) => {
  const { supervisor } = await newDesk();
  const refused = await supervisor.desk.session.noteDeskLeaves({ to: change });
  expect(refused).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
});
