import { rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { AuditRecord } from '#shared/contract/audit.contract.ts';
import type { OperatorCall } from './operator.ts';
import { writeToReader } from './output.ts';

const pageSize = 1000;

/** What an export came to: how many records, and the last of them. */
export interface Exported {
  readonly count: number;
  readonly last: Pick<AuditRecord, 'seq' | 'hash'> | null;
}

/**
 * Writes the log as JSON Lines to standard output, or to a new file that only its owner reads. A
 * file that was not finished does not stay.
 */
export async function exportRecords(
  call: OperatorCall,
  file: string | undefined,
): Promise<Exported> {
  if (file === undefined) return writePages(call, writeToReader);
  const handle = await open(file, 'wx', 0o600);
  const discard = () => rmSync(file, { force: true });
  process.once('exit', discard);
  try {
    const exported = await writePages(call, async (text) => {
      await handle.write(text);
      return true;
    });
    await handle.sync();
    process.off('exit', discard);
    return exported;
  } finally {
    await handle.close();
  }
}

async function writePages(
  call: OperatorCall,
  write: (text: string) => Promise<boolean>,
): Promise<Exported> {
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
