import { writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { must, openAccount, openBackend, signIn, TestClock } from '../test-desk.ts';

/*
 * A desk under load, to be killed: verifies callers one after the other, right and wrong in turn,
 * and prints each verdict once the backend has acknowledged it, unbuffered. The clock moves on four
 * minutes a try, so that no limit gets in the way.
 */
const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: '' },
    time: { type: 'string', default: '' },
    username: { type: 'string', default: '' },
    password: { type: 'string', default: '' },
    client: { type: 'string', default: '' },
    contact: { type: 'string', default: '' },
    code: { type: 'string', default: '' },
  },
});
const clock = new TestClock();
clock.time = Number(values.time);
const backend = await openBackend(values.folder, { clock });
const { desk } = await signIn(backend, values.username, values.password);
writeSync(1, 'ready\n');
for (let tries = 0; ; tries++) {
  clock.pass(4 * 60_000);
  await signInAgainWhenDue();
  const { account, contact } = await openAccount(desk, values.client);
  const { contactId } = contact(values.contact);
  const { verificationId } = must(
    await desk.verification.begin({
      accountId: account.accountId,
      contactId,
      channel: 'phone',
      requestId: 'technical-support',
    }),
  );
  const code = tries % 2 === 0 ? 'certainly not the code' : values.code;
  const { verdict } = must(
    await desk.verification.attempt({ verificationId, code, pasted: false }),
  );
  writeSync(1, `${JSON.stringify({ verificationId, kind: verdict?.kind, time: clock.time })}\n`);
  must(await desk.verification.end({ verificationId }));
}

async function signInAgainWhenDue() {
  const { session } = must(await desk.session.current({}));
  if (session?.state === 'active') return;
  const { username, password } = values;
  must(await desk.session.signIn({ username, password }));
}
