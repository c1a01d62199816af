import { parseArgs } from 'node:util';
import type { Verdict } from '#shared/contract/verification.contract.ts';
import type { Result } from '#shared/result.ts';
import { at, must, openAccount, openBackend, TestClock } from '../test-desk.ts';

/*
 * One desk process of a race: opens the store, takes up a session by its token, opens the account, says `ready`, waits
 * for a line on standard input, then tries codes on one contact as fast as it can, in as many
 * calls as that takes. Ends with one JSON line: how many verdicts of each kind.
 */
const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: '' },
    token: { type: 'string', default: '' },
    client: { type: 'string', default: '' },
    contact: { type: 'string', default: '' },
    code: { type: 'string', default: '' },
    tries: { type: 'string', default: '20' },
    time: { type: 'string', default: '' },
  },
});

const clock = new TestClock();
if (values.time) clock.time = Number(values.time);
const backend = await openBackend(values.folder, { clock });
const { desk, caller } = at(backend);
caller.token = values.token;
const { account, contact } = await openAccount(desk, values.client);
const { contactId } = contact(values.contact);
/** So many processes at once can find the store busy: nothing was changed, and they try again. */
async function patiently<Value>(call: () => Promise<Result<Value>>): Promise<Result<Value>> {
  for (;;) {
    const result = await call();
    if (result.ok || result.error.code !== 'store_unavailable') return result;
  }
}
const begin = async () =>
  must(
    await patiently(() =>
      desk.verification.begin({
        accountId: account.accountId,
        contactId,
        channel: 'phone',
        requestId: 'technical-support',
      }),
    ),
  ).verificationId;

const go = new Promise<void>((resolve) => process.stdin.once('data', () => resolve()));
process.stdout.write('ready\n');
await go;
process.stdin.destroy();

const kinds: Partial<Record<Verdict['kind'] | 'limit_reached', number>> = {};
let verificationId = await begin();
for (let tries = 0; tries < Number(values.tries); ) {
  const result = await patiently(() =>
    desk.verification.attempt({ verificationId, code: values.code, pasted: false }),
  );
  const kind = result.ok ? result.value.verdict?.kind : result.error.code;
  if (kind === 'spent') {
    verificationId = await begin();
    continue;
  }
  if (kind === undefined || (!result.ok && kind !== 'limit_reached'))
    throw new Error(`Unexpected: ${JSON.stringify(result)}`);
  kinds[kind as Verdict['kind']] = (kinds[kind as Verdict['kind']] ?? 0) + 1;
  tries += 1;
}
await backend.close();
process.stdout.write(`${JSON.stringify(kinds)}\n`);
