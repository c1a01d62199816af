import { buildDesk } from '../../scripts/support/build-desk.ts';
import { type AttackedTeam, startAttackedTeam } from '../support/attack/attacked-team.ts';
import { type Attempt, outcomeOf } from '../support/attack/attempt.ts';
import { eventAttempts } from '../support/attack/event-attempts.ts';
import { fileAttempts } from '../support/attack/file-attempts.ts';
import { foreignAttempts } from '../support/attack/foreign-attempts.ts';
import { formAttempts } from '../support/attack/form-attempts.ts';
import { lineAttempts } from '../support/attack/line-attempts.ts';
import { roleAttempts } from '../support/attack/role-attempts.ts';
import { sessionAttempts } from '../support/attack/session-attempts.ts';
import { signInAttempts } from '../support/attack/sign-in-attempts.ts';
import { demo } from '../support/demo-people.ts';
import type { Evidence } from '../support/evidence/evidence.ts';

/** By what is attacked. Sign-ins come last: what they do to the counts would be in others' way. */
const table: Readonly<Record<string, readonly Attempt[]>> = {
  'requests from elsewhere': foreignAttempts,
  'cookies and devices': sessionAttempts,
  'events by WebSocket': eventAttempts,
  'every channel by whoever may not': roleAttempts,
  'forms, sizes and times': formAttempts,
  'files and addresses': fileAttempts,
  'TLS and certificates': lineAttempts,
  'sprayed sign-ins': signInAttempts,
};

/** Nothing that comes by the network gets what it may not, and whatever tries is on record. */
export const evidence: Evidence = {
  id: 'team-attack',
  title: 'Attempts through a team’s network door, each refused and on record',
  async run({ log }) {
    await buildDesk();
    const team = await startAttackedTeam();
    const facts: Record<string, string | number> = {};
    let wrong = 0;
    try {
      for (const [about, attempts] of Object.entries(table)) {
        let held = 0;
        for (const attempt of attempts) {
          const outcome = await outcomeOf(attempt, team);
          log(`${attempt.what}: ${outcome ?? `refused; ${whereOf(attempt)}`}`);
          if (outcome === null) held += 1;
        }
        wrong += attempts.length - held;
        facts[`${about}: refused and recorded`] =
          `${held} of ${attempts.length} (${recordsOf(attempts)})`;
      }
      const after = await lookBack(team);
      for (const problem of after) log(problem);
      wrong += after.length;
      facts['afterwards'] =
        after.length === 0 ? 'log whole, nobody in it by name' : after.join('; ');
    } finally {
      await team.close();
    }
    return { passed: wrong === 0, facts };
  },
};

function whereOf({ record }: Attempt): string {
  if (record === null) return 'nothing to record at the server';
  return 'audit' in record ? `audit log ${record.audit}` : record.counter;
}

function recordsOf(attempts: readonly Attempt[]): string {
  const count = (kind: (attempt: Attempt) => boolean) => attempts.filter(kind).length;
  const audit = count(({ record }) => record !== null && 'audit' in record);
  const counter = count(({ record }) => record !== null && 'counter' in record);
  return `${audit} in the audit log, ${counter} in counters`;
}

/** The log after all of it: whole, of no defect, and with nothing of a person in it. */
async function lookBack({ served, wholeLog }: AttackedTeam): Promise<readonly string[]> {
  const problems: string[] = [];
  if (!(await wholeLog())) problems.push('the audit log is not whole');
  const { lines } = served.log;
  if (!lines.some((line) => line.includes('web.refused')))
    problems.push('the program’s log says nothing of refusals');
  if (lines.some((line) => /failed/.test(line))) problems.push('the log tells of a defect');
  const personal = [demo.phoneAgent.username, 'larsen', '127.0.0', '203.0.113', 'attacker'];
  if (lines.some((line) => personal.some((text) => line.includes(text))))
    problems.push('the log repeats what was sent, or from where');
  return problems;
}
