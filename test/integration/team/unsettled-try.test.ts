import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { beginCall, kindOf, newDesk } from '#test/support/call-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { must, openStoreOf } from '#test/support/test-desk.ts';

/** PostgreSQL's own word for a disk that is full (its Appendix A). */
const diskFull = sql.lit('53100');

test('a try whose end can’t be saved is spent, and the agent is told that it was counted', async () => {
  const { desk, folder } = await newDesk();
  const call = await beginCall(desk, { contact: demo.larsen.anna.name });
  const { store, close } = await openStoreOf(folder);
  onTestFinished(close);
  await sql`
    create function no_space() returns trigger language plpgsql as $$
    begin
      raise exception using errcode = ${diskFull};
    end
    $$`.execute(store);
  await sql`
    create trigger no_space before insert on audit_log for each row
    when (new.action = 'verification.attempted') execute function no_space()`.execute(store);
  const { verificationId } = call;
  const attempt = () =>
    desk.verification.attempt({ verificationId, code: demo.larsen.anna.code, pasted: false });
  const refused = await attempt();
  expect(refused).toMatchObject({
    ok: false,
    error: { code: 'store_unavailable', message: expect.stringContaining('The try was counted') },
  });
  await sql`drop trigger no_space on audit_log`.execute(store);
  const seen = must(await desk.verification.view({ verificationId }));
  expect(seen).toMatchObject({ attemptsUsed: 1, verdict: null });
  expect(kindOf(must(await attempt()))).toBe('verified');
});
