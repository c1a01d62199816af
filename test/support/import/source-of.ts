import iconv from 'iconv-lite';
import { planFile } from '#main/import/file-plan.ts';
import { readRecords } from '#main/import/read-records.ts';
import type { ByteSource, FilePlan, FileRecord, ReadHow } from '#main/import/records.ts';
import type { Encoding } from '#shared/rules/import-formats.ts';

/** A file in memory. */
export function sourceOf(content: Buffer | string, encoding: Encoding = 'utf-8'): ByteSource {
  const bytes = typeof content === 'string' ? iconv.encode(content, encoding) : content;
  return {
    size: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
  };
}

/** All that is read of a file. Rejects with `UnreadableFile`. */
export async function readAll(
  source: ByteSource,
  how: ReadHow = {},
): Promise<{ readonly plan: FilePlan; readonly records: readonly FileRecord[] }> {
  const plan = await planFile(source, how);
  const records: FileRecord[] = [];
  for await (const record of readRecords(source, plan)) records.push(record);
  return { plan, records };
}
