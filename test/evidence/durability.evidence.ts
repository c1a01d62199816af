import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { contactKey } from '#main/throttle/throttle.service.ts';
import { demo } from '../support/demo-people.ts';
import type { Evidence } from '../support/evidence/evidence.ts';
import { startProgram } from '../support/processes.ts';
import { demoFolder, openStoreOf } from '../support/test-desk.ts';

const program = resolve('test/support/workers/load.ts');
const slowestKillMs = 400;

/** A verdict the desk acknowledged before it was killed. */
interface Acknowledged {
  readonly verificationId: number;
  readonly kind: string;
  readonly time: number;
}

/** The desk killed at random moments under load loses no verdict that anybody has seen. */
export const evidence: Evidence = {
  id: 'durability',
  title: 'Durability: kill -9 at random moments under load',
  async run({ full, log }) {
    const kills = full ? 200 : 4;
    const folder = await demoFolder();
    const acknowledged: Acknowledged[] = [];
    let time = Date.now();
    let broken = 0;
    let lost = 0;
    try {
      for (let kill = 1; kill <= kills; kill++) {
        const seen = await killedUnderLoad(folder, time);
        acknowledged.push(...seen);
        time = Math.max(time, ...seen.map((one) => one.time)) + 60 * 60_000;
        const found = await inspect(folder, seen);
        lost += found.lost;
        if (!found.whole) broken += 1;
        if (kill % 20 === 0)
          log(`${kill} kills, ${acknowledged.length} verdicts, ${broken} broken`);
      }
      return {
        passed: broken === 0 && lost === 0 && acknowledged.length >= kills,
        facts: {
          kills,
          'verdicts acknowledged': acknowledged.length,
          'verdicts lost': lost,
          'kills after which chain or counters were wrong': broken,
        },
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function killedUnderLoad(folder: string, time: number): Promise<Acknowledged[]> {
  const desk = startProgram(program, [
    ...['--folder', folder, '--time', String(time)],
    ...['--username', demo.phoneAgent.username, '--password', demo.phoneAgent.password],
    ...['--client', demo.larsen.clientId, '--contact', demo.larsen.anna.name],
    ...['--code', demo.larsen.anna.code],
  ]);
  await desk.line();
  const seen: Acknowledged[] = [JSON.parse(await desk.line())];
  const reading = (async () => {
    for (;;) seen.push(JSON.parse(await desk.line()));
  })().catch(() => undefined);
  await pause(Math.random() * slowestKillMs);
  desk.child.kill('SIGKILL');
  await desk.ended();
  await reading;
  return seen;
}

/**
 * After a kill: every acknowledged verdict is in the store and in the log as it was seen, the
 * chain is whole, and the contact's counters are those of its tries: each charged, each success
 * forgiving what came before.
 */
async function inspect(folder: string, seen: readonly Acknowledged[]) {
  const { store, audit, close } = await openStoreOf(folder);
  try {
    let lost = 0;
    for (const { verificationId, kind } of seen) {
      const attempt = await store
        .selectFrom('attempt')
        .innerJoin('audit_log', 'audit_log.verification_id', 'attempt.verification_id')
        .select('attempt.id')
        .where('attempt.verification_id', '=', verificationId)
        .where('attempt.outcome', '=', kind as 'verified')
        .where('audit_log.action', '=', 'verification.attempted')
        .where('audit_log.outcome', '=', kind as 'verified')
        .executeTakeFirst();
      if (!attempt) lost += 1;
    }
    const tries = await store
      .selectFrom('attempt')
      .select(['account_id', 'contact_id', 'charge', 'outcome'])
      .execute();
    const [first] = tries;
    const counter =
      first &&
      (await store
        .selectFrom('throttle')
        .selectAll()
        .where('scope', '=', 'contact')
        .where('key', '=', contactKey(first.account_id, first.contact_id))
        .executeTakeFirst());
    const newest = Math.max(0, ...tries.filter(isVerified).map(({ charge }) => charge));
    const counted = (counter?.charged ?? 0) === tries.length && (counter?.forgiven ?? 0) === newest;
    return { lost, whole: counted && (await audit.check()).whole };
  } finally {
    await close();
  }
}

const isVerified = ({ outcome }: { readonly outcome: string }) => outcome === 'verified';
