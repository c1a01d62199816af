import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { migratePostgres } from '#main/platform/database/postgres/migrate.ts';
import { openPostgresStore } from '#main/platform/database/postgres/open.ts';
import { KeptLog } from '#test/support/kept-log.ts';
import { startCluster } from '#test/support/postgres/cluster.ts';
import { openForTest, teamDatabaseForTest } from '#test/support/postgres/open-team-store.ts';
import { startProxy } from '#test/support/postgres/proxy.ts';
import { testRun } from '#test/support/postgres/test-run.ts';

/** What opening a database refuses, with everything that might name a secret. */
async function refusal(database: string) {
  const log = new KeptLog();
  try {
    const { close } = await openPostgresStore({ database, logger: log });
    await close();
    return { code: 'opened', text: '' };
  } catch (error) {
    const { code, message, details } = error as { code: string; message: string; details: unknown };
    return { code, text: `${message} ${JSON.stringify(details ?? {})} ${log.lines.join()}` };
  }
}

const changed = (address: string, change: (url: URL) => void) => {
  const url = new URL(address);
  change(url);
  return url.href;
};

const elsewhere = (search: string) => (url: URL) => {
  url.hostname = 'no-such-host.invalid';
  url.search = search;
};

describe('a database that can’t be had is refused in words, without password or address', () => {
  const password = 'a-password-nobody-may-read';
  test.each([
    ['nothing listens', (url: URL) => (url.port = '1'), 'does not answer'],
    ['no such host', elsewhere('?sslmode=verify-full'), 'does not answer'],
    ['no such host, in the clear', elsewhere('?sslmode=disable'), 'database.not_encrypted'],
    ['no such host, unchecked', elsewhere('?sslmode=no-verify'), 'certificate_not_checked'],
    ['another password', (url: URL) => (url.password = password), 'role or its password'],
    ['no password', (url: URL) => (url.password = ''), 'role or its password'],
    ['no such role', (url: URL) => (url.username = 'nobody-here'), 'role or its password'],
    ['no such database', (url: URL) => (url.pathname = '/nowhere-here'), 'no such database'],
    ['no TLS there', (url: URL) => url.searchParams.set('sslmode', 'verify-full'), 'TLS'],
  ])('%s', async (_what, change, words) => {
    const { server } = await teamDatabaseForTest('empty');
    const address = changed(server, (url) => void change(url));
    const { code, text } = await refusal(address);
    expect(code).toBe('store_unavailable');
    expect(text).toContain(words);
    const { hostname, username, pathname } = new URL(address);
    for (const hidden of [password, new URL(server).password, hostname, username, pathname])
      expect(text).not.toContain(hidden);
  });

  test('and not one line to it is left open', async () => {
    const { server } = await teamDatabaseForTest('empty');
    const proxy = await startProxy(server);
    onTestFinished(() => proxy.close());
    // The server asks for it, and it is this end that gives up.
    const address = changed(proxy.address, (url) => {
      url.password = '';
    });
    expect((await refusal(address)).code).toBe('store_unavailable');
    await expect.poll(() => proxy.lines).toBe(0);
  });

  test.each([
    'file:///etc/passwd',
    'http://user:a-password@host/x',
    'postgres//user:a-password@host',
    '',
  ])('what is no address of a database: %j', async (address) => {
    const { code, text } = await refusal(address);
    expect(code).toBe('invalid_input');
    expect(text).not.toContain('a-password');
  });
});

test('an address to another machine without TLS is refused before anything is sent there', async () => {
  const { server } = await teamDatabaseForTest('empty');
  const { code, text } = await refusal(changed(server, elsewhere('')));
  expect(code).toBe('invalid_input');
  expect(text).toContain('sslmode=verify-full');
  for (const hidden of [new URL(server).password, 'no-such-host'])
    expect(text).not.toContain(hidden);
});

describe('a database that could lose something is refused', () => {
  test('commits that return before they are on the disk', async () => {
    const { name, owner } = await teamDatabaseForTest('empty');
    const run = await testRun();
    await run.administer(`alter database ${name} set synchronous_commit = off`);
    expect((await refusal(owner)).text).toContain('synchronous_commit');
    await run.administer(`alter database ${name} set synchronous_commit = remote_apply`);
    expect((await refusal(owner)).code).toBe('opened');
  });

  test('a setting changed after opening does not reach a write transaction', async () => {
    const { name, owner } = await teamDatabaseForTest('empty');
    const { store } = await openForTest(owner);
    const run = await testRun();
    await run.administer(`alter database ${name} set synchronous_commit = off`);
    const { rows } = await store
      .transaction()
      .execute((tx) => sql`show synchronous_commit`.execute(tx));
    expect(rows).toEqual([{ synchronous_commit: 'on' }]);
  });

  test.each(['fsync', 'full_page_writes'])('a server with %s off', async (setting) => {
    const cluster = await startCluster(`${setting} = off`);
    onTestFinished(() => cluster.remove());
    await migratePostgres(cluster.address('postgres'));
    expect((await refusal(cluster.address('postgres'))).text).toContain(`${setting} off`);
  });

  test('text in another encoding than UTF-8', async () => {
    const run = await testRun();
    const name = run.newName();
    await run.administer(
      `create database ${name} template template0 encoding 'LATIN1' locale 'C' owner ${run.roleName('owner')}`,
    );
    onTestFinished(() => run.administer(`drop database ${name} with (force)`));
    expect((await refusal(run.address('owner', name))).text).toContain('UTF-8');
  });
});

test('a database without a store is told from one that is away', async () => {
  const { owner } = await teamDatabaseForTest(null);
  expect((await refusal(owner)).text).toContain('countersign team init');
});

test('text is compared by its bytes in every column, whatever the database’s own collation', async () => {
  const { owner } = await teamDatabaseForTest('empty');
  const { store } = await openForTest(owner);
  const { rows } = await sql<{ place: string }>`
    select table_name || '.' || column_name as place from information_schema.columns
    where table_schema = current_schema() and data_type = 'text' and collation_name is distinct from 'C'
  `.execute(store);
  expect(rows).toEqual([]);
  const { rows: sorted } = await sql<{ text: string }>`
    select text from unnest(array['b', 'B', 'a', 'ä', 'Z']) as text order by text`.execute(store);
  // Else the test above would prove nothing.
  expect(sorted.map(({ text }) => text)).not.toEqual(['B', 'Z', 'a', 'b', 'ä']);
});
