import { sql } from 'kysely';
import { Refusal } from '../../refusal.ts';
import type { Store } from '../schema.ts';

const oldestVersion = 140_000;

interface Setting {
  readonly name: string;
  readonly holds: (value: string) => boolean;
  readonly refusal: string;
}

const isOn = (value: string) => value === 'on';

/** What the store relies on; `PRAGMA` asserts the like on SQLite. */
const settings: readonly Setting[] = [
  {
    name: 'server_version_num',
    holds: (value) => Number(value) >= oldestVersion,
    refusal: 'The database server is older than PostgreSQL 14. Use a newer one.',
  },
  {
    name: 'server_encoding',
    holds: (value) => value === 'UTF8',
    refusal: 'The database is not encoded in UTF-8. Create it with encoding UTF8.',
  },
  {
    name: 'fsync',
    holds: isOn,
    refusal:
      'The database server runs with fsync off: a power cut would lose what was saved. Set it on.',
  },
  {
    name: 'full_page_writes',
    holds: isOn,
    refusal:
      'The database server runs with full_page_writes off: a power cut could damage the store. Set it on.',
  },
  {
    name: 'synchronous_commit',
    holds: (value) => value === 'on' || value === 'remote_apply',
    refusal:
      'The database answers before what it was given is on the disk. Set synchronous_commit on (or remote_apply) for the server’s role.',
  },
];

/**
 * Asserts what the store relies on. A setting that a service does not show is taken for what the
 * service guarantees. Refuses `store_unavailable`, saying what to change.
 */
export async function assertSettings(store: Store): Promise<void> {
  const { rows } = await sql<{ name: string; value: string | null }>`
    select name, current_setting(name, true) as value
    from unnest(array[${sql.join(settings.map(({ name }) => name))}]::text[]) as name`.execute(
    store,
  );
  for (const { name, holds, refusal } of settings) {
    const value = rows.find((row) => row.name === name)?.value;
    if (value && !holds(value)) throw new Refusal('store_unavailable', refusal, { setting: name });
  }
}
