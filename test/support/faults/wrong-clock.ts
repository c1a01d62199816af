import { demo } from '../demo-people.ts';
import { must, openAccount } from '../test-desk.ts';
import type { Fault } from './fault.ts';
import type { FaultyTeam } from './faulty-team.ts';

const hour = 60 * 60_000;
/** Far more than two calls take, far less than the clock is off. */
const tolerance = 5 * 60_000;

/** Verdicts, waits, sessions and the log's times are the same at a server whose clock is wrong. */
export const serverAnHourAhead: Fault = {
  name: 'a server whose clock is an hour off',
  times: { full: 2, short: 1 },
  async strike(team, turn) {
    const wrong = turn % 2;
    const server = team.servers[wrong];
    // Whatever it was ahead or behind before.
    await server?.end('SIGTERM');
    await server?.start({ aheadMs: turn % 2 === 0 ? hour : -hour });
    await team.healed();
    await sameAtBoth(team, wrong);
    await timesOfTheLog(team);
    await server?.end('SIGTERM');
    await server?.start();
  },
};

async function sameAtBoth(team: FaultyTeam, wrong: number): Promise<void> {
  const desk = await team.signIn(demo.supervisor);
  const [here, there] = [desk.by[wrong], desk.by[1 - wrong]];
  if (!here || !there) throw new Error('There are two servers');
  const sessions = await Promise.all([here, there].map((by) => by.session.current({})));
  const [mine, theirs] = sessions.map((session) => must(session));
  assertNear('the time', mine?.now, theirs?.now);
  assertSame('the end of the session', mine?.session?.expiresAt, theirs?.session?.expiresAt);
  const { account, contact } = await openAccount(here, demo.manyContacts[wrong]?.clientId ?? '');
  const { contactId } = contact(demo.manyContacts[wrong]?.name ?? '');
  const begin = async (by: typeof here) => {
    const call = { accountId: account.accountId, contactId, channel: 'phone' } as const;
    return must(await by.verification.begin({ ...call, requestId: 'technical-support' }));
  };
  const attempt = async (by: typeof here, verificationId: number) => {
    const code = 'certainly not the code';
    return must(await by.verification.attempt({ verificationId, code, pasted: false })).verdict;
  };
  const call = await begin(here);
  for (const by of [here, there, here]) {
    const verdict = await attempt(by, call.verificationId);
    if (verdict?.kind !== 'not_verified') throw new Error(`A wrong code: ${verdict?.kind}`);
  }
  const next = await begin(there);
  const waits = [];
  for (const by of [here, there, here]) {
    const verdict = await attempt(by, next.verificationId);
    // On a machine so slow that it is over, the same at both is that it is.
    if (verdict?.kind === 'wait') waits.push(verdict.until);
  }
  for (const until of waits) assertSame('the end of the wait', until, waits[0]);
  assertNear('the wait', waits[0] ?? mine?.now, mine?.now);
  must(await here.session.signOut({}));
}

async function timesOfTheLog(team: FaultyTeam): Promise<void> {
  const [row] = await team.administer(
    `select max(abs(extract(epoch from clock_timestamp() - at::timestamptz))) * 1000 as off
     from (select at from audit_log order by seq desc limit 50) as newest`,
  );
  assertNear('the log’s times', Number(row?.['off']), 0);
}

function assertSame(what: string, one: unknown, other: unknown): void {
  if (one === undefined || one !== other) throw new Error(`Not the same at both: ${what}`);
}

function assertNear(what: string, one = Number.NaN, other = Number.NaN): void {
  if (!(Math.abs(one - other) < tolerance)) throw new Error(`Not the same at both: ${what}`);
}
