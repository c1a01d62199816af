import type { Actor, Handlers } from '../platform/call.ts';
import { Refusal } from '../platform/refusal.ts';
import type { AuditService } from './audit.service.ts';
import type { AuditNote } from './audit-entry.ts';

/**
 * The audit room's channels. Reading the log is not logged, or every look at it would change it;
 * a check and an export are.
 */
export function auditHandlers({
  audit,
  note,
}: {
  readonly audit: AuditService;
  /** Records that the log was looked at; nothing, for a store that is kept to be read. */
  readonly note: (note: AuditNote) => Promise<void>;
}): Handlers<'audit'> {
  return {
    list: ({ filter, before, limit }) => audit.list(filter, before, limit),
    story: async ({ verificationId }) => ({ entries: await audit.story(verificationId) }),
    check: async (_input, { actor }) => {
      const result = await audit.check();
      try {
        await note(checkNote(actor, result));
      } catch (error) {
        // A log whose signed end was forged takes no record, and this is what the check found.
        const unrecordable = error instanceof Refusal && error.code === 'store_damaged';
        if (result.whole || !unrecordable) throw error;
      }
      return result;
    },
    records: async ({ after, limit }, { actor }) => {
      if (after === 0) await note({ actor, action: 'audit.exported', outcome: 'done' });
      return audit.records(after, limit);
    },
  };
}

function checkNote(
  actor: Actor,
  result: { whole: boolean; records: number; problems: readonly unknown[] },
): AuditNote {
  return {
    actor,
    action: 'audit.checked',
    outcome: result.whole ? 'done' : 'failed',
    details: { records: result.records, problems: result.problems.length },
  };
}
