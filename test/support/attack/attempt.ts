import { setTimeout as pause } from 'node:timers/promises';
import type { AuditAction } from '#shared/contract/audit.contract.ts';
import type { ErrorCode } from '#shared/result.ts';
import type { AttackedTeam } from './attacked-team.ts';
import type { CallReply } from './visitor.ts';

/** Where a refusal is on record: in the audit log, or, with no session behind it, in a counter. */
export type OnRecord = { readonly audit: AuditAction } | { readonly counter: string };

/** One row of the table: what somebody tries who may not. */
export interface Attempt {
  readonly what: string;
  /** Null: nothing is refused, and nothing is told. */
  readonly record: OnRecord | null;
  /** Tries it. Gives what went wrong with its refusal; null when it was refused as it must be. */
  make(team: AttackedTeam): Promise<string | null>;
}

/** A refusal by the host itself, which it counts and says in its log. */
export const byHost = (kind: string): OnRecord => ({
  counter: `countersign_refusals_total{kind="${kind}"}`,
});

/** A call that was answered by a refusal. */
export const byCall = (channel: string, outcome: ErrorCode): OnRecord => ({
  counter: `countersign_calls_total{channel="${channel}",outcome="${outcome}"}`,
});

export const inAudit = (audit: AuditAction): OnRecord => ({ audit });

/** Makes an attempt and says how it ended: null when it was refused and put on record. */
export async function outcomeOf(attempt: Attempt, team: AttackedTeam): Promise<string | null> {
  const { record } = attempt;
  const count = async () => {
    if (record === null) return 0;
    return 'audit' in record ? team.recorded(record.audit) : team.counted(record.counter);
  };
  const before = await count();
  const wrong = await attempt.make(team).catch((error: Error) => `it broke off: ${error.message}`);
  if (wrong !== null || record === null) return wrong;
  for (let look = 0; look < 50; look++) {
    if ((await count()) > before) return null;
    await pause(100);
  }
  return 'it is nowhere on record';
}

/** What is wrong with an answer that should be this refusal. */
export function refusal({ reply, result }: CallReply, code: ErrorCode): string | null {
  if (result?.ok !== false) return `answered: status ${reply.status}`;
  return result.error.code === code ? null : `refused as ${result.error.code}`;
}

export function status(reply: { readonly status: number }, ...wanted: number[]): string | null {
  return wanted.includes(reply.status) ? null : `status ${reply.status}`;
}

/** The first thing that was wrong. */
export async function firstWrong(
  ...steps: readonly (() => Promise<string | null>)[]
): Promise<string | null> {
  for (const step of steps) {
    const wrong = await step();
    if (wrong !== null) return wrong;
  }
  return null;
}
