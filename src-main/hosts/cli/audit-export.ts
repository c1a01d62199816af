import type { AuditRecord } from '#shared/contract/audit.contract.ts';
import type { OperatorCall } from './operator.ts';
import { type Write, writtenOut } from './written-out.ts';

const pageSize = 1000;

/** What an export came to: how many records, and the last of them. */
export interface Exported {
  readonly count: number;
  readonly last: Pick<AuditRecord, 'seq' | 'hash'> | null;
}

/** Writes the log as JSON Lines to standard output, or to a new file. */
export function exportRecords(call: OperatorCall, file: string | undefined): Promise<Exported> {
  return writtenOut(file, (write) => writePages(call, write));
}

async function writePages(call: OperatorCall, write: Write): Promise<Exported> {
  let count = 0;
  let last: AuditRecord | null = null;
  let after: number | null = 0;
  while (after !== null) {
    const page: { records: AuditRecord[]; next: number | null } = await call('audit', 'records', {
      after,
      limit: pageSize,
    });
    const lines = page.records.map((record) => `${JSON.stringify(record)}\n`).join('');
    if (!(await write(lines))) break;
    count += page.records.length;
    last = page.records.at(-1) ?? last;
    after = page.next;
  }
  return { count, last };
}
