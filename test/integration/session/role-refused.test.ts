import { expect, test } from 'vitest';
import { newDesk } from '#test/support/call-desk.ts';
import { must } from '#test/support/test-desk.ts';

const asked = { filter: { action: 'session.role_refused' }, before: null, limit: 20 } as const;

test('asking for what one’s role may not is put on record, once for each session and channel', async () => {
  const { agent, supervisor } = await newDesk();
  const refused = { ok: false, error: { code: 'not_allowed' } };
  for (let time = 0; time < 3; time++) {
    expect(await agent.desk.staff.list({})).toMatchObject(refused);
    expect(await agent.desk.session.list({})).toMatchObject(refused);
  }
  const { entries } = must(await supervisor.desk.audit.list(asked));
  expect(entries).toHaveLength(2);
  const { session } = must(await agent.desk.session.current({}));
  for (const [place, channel] of ['session.list', 'staff.list'].entries())
    expect(entries[place]).toMatchObject({
      actorId: session?.staffId,
      actorRole: 'agent',
      outcome: 'refused',
      details: { channel },
    });
});
