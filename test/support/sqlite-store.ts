import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openSqliteStore } from '#main/platform/database/sqlite/open.ts';
import { tempFolder } from './temp-folder.ts';

/** A new store of this test's own, empty but for its schema. */
export async function newSqliteStore() {
  const folder = await tempFolder();
  const file = join(folder, 'countersign.db');
  const key = randomBytes(32);
  const opened = await openSqliteStore({ file, key, create: true });
  onTestFinished(() => opened.close());
  return { ...opened, folder, key };
}
