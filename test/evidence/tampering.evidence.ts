import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import type { Store } from '#main/platform/database/schema.ts';
import type { AuditCheck } from '#shared/contract/audit.contract.ts';
import type { Evidence } from '../support/evidence/evidence.ts';
import { demoFolder, openStoreOf } from '../support/test-desk.ts';

/** What somebody with the store's key does to the log, and where the check has to point. */
const attacks = {
  'a tampered row': {
    problem: 'altered',
    attack: async (store: Store) => {
      await sql`update audit_log set outcome = 'verified' where seq = 3`.execute(store);
      return 3;
    },
  },
  'a removed last row': {
    problem: 'tail_removed',
    attack: async (store: Store) => {
      const last = await lastSeq(store);
      await sql`delete from audit_log where seq = ${last}`.execute(store);
      return last;
    },
  },
  'a reordered pair': {
    problem: 'reordered',
    attack: async (store: Store) => {
      for (const [from, to] of [
        [5, 1_000_000],
        [6, 5],
        [1_000_000, 6],
      ])
        await sql`update audit_log set seq = ${to} where seq = ${from}`.execute(store);
      return 5;
    },
  },
} as const;

/** The command line finds and names what was done to the log. */
export const evidence: Evidence = {
  id: 'tampering',
  title: 'Tampering with the log: found and named by `countersign audit verify`',
  async run() {
    const facts: Record<string, string> = {};
    let found = 0;
    for (const [name, { attack, problem }] of Object.entries(attacks)) {
      const folder = await demoFolder();
      try {
        const clean = await verify(folder);
        const beside = await openStoreOf(folder);
        const triggers = await sql<{ name: string }>`
          select name from sqlite_schema where type = 'trigger' and tbl_name = 'audit_log'
        `.execute(beside.store);
        for (const trigger of triggers.rows)
          await sql`drop trigger ${sql.id(trigger.name)}`.execute(beside.store);
        const seq = await attack(beside.store);
        await beside.close();
        const { exitCode, check } = await verify(folder);
        const named = check.problems.some((one) => one.seq === seq && one.problem === problem);
        if (clean.exitCode === 0 && clean.check.whole && exitCode === 1 && named) found += 1;
        facts[name] = check.problems.map((one) => `${one.problem} at ${one.seq}`).join(', ');
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
    return { passed: found === Object.keys(attacks).length, facts };
  },
};

async function lastSeq(store: Store): Promise<number> {
  const { seq } = await store
    .selectFrom('audit_log')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .executeTakeFirstOrThrow();
  return seq;
}

async function verify(folder: string): Promise<{ exitCode: number; check: AuditCheck }> {
  const parameters = ['src-main/hosts/cli/main.ts', 'audit', 'verify', '--json'];
  const run = promisify(execFile)(process.execPath, [...parameters, '--data-folder', folder]);
  const { exitCode, stdout } = await run.then(
    (done) => ({ exitCode: 0, stdout: done.stdout }),
    (failed) => ({ exitCode: Number(failed.code), stdout: String(failed.stdout) }),
  );
  return { exitCode, check: JSON.parse(stdout) };
}
