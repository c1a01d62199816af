import { auditHandlers } from './audit/audit.handlers.ts';
import type { AuditService } from './audit/audit.service.ts';
import type { AuditNote } from './audit/audit-entry.ts';
import type { Handlers } from './platform/call.ts';

type Note = (note: AuditNote) => Promise<void>;

/**
 * What still answers of a store that was moved elsewhere: its log can be checked and exported, and it
 * can be backed up. None of that is recorded, or the two logs would part.
 */
export function handlersToRead(audit: AuditService, store: (note: Note) => Handlers<'store'>) {
  const unrecorded: Note = async () => {};
  return { audit: auditHandlers({ audit, note: unrecorded }), store: store(unrecorded) };
}
