import { join } from 'node:path';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { createTeamStore } from '#main/backend.ts';
import { generateSecrets } from '#main/platform/keystore/generate-secrets.ts';
import { keepTeamKeys } from '#main/platform/keystore/team-keys.ts';
import { type Cluster, startCluster } from '#test/support/postgres/cluster.ts';
import { givenServerVariable } from '#test/support/postgres/test-run.ts';
import { tempFolder } from '#test/support/temp-folder.ts';
import { KeptLog, testHashCost } from '#test/support/test-desk.ts';
import { run } from '../cli/cli.ts';

const password = 'only in this test';

/** Runs SQL as somebody, and tells how it was refused. */
async function sql(address: string, ...statements: readonly string[]): Promise<string | null> {
  const client = new pg.Client({ connectionString: address });
  client.on('error', () => {});
  try {
    await client.connect();
    for (const statement of statements) await client.query(statement);
    return null;
  } catch (error) {
    return error instanceof pg.DatabaseError ? (error.code ?? '') : String(error);
  } finally {
    await client.end();
  }
}

function addressOf(cluster: Cluster, role: string): string {
  const url = new URL(cluster.address('countersign'));
  url.username = role;
  url.password = password;
  return url.href;
}

/** A new server as a service hands it over: a database, and its owner who may make roles. */
async function managedDatabase() {
  const cluster = await startCluster();
  onTestFinished(() => cluster.remove());
  const made = await sql(
    cluster.address('postgres'),
    `create role administrator login createrole password '${password}'`,
    `create role stranger login password '${password}'`,
    'create database countersign owner administrator',
  );
  expect(made).toBeNull();
  return cluster;
}

test.skipIf(process.env[givenServerVariable])(
  'its SQL makes roles without a superuser, that may do what they need and no more',
  async () => {
    const cluster = await managedDatabase();
    const administrator = addressOf(cluster, 'administrator');
    const printed = await run(['team', 'roles']);
    expect({ code: printed.code, stderr: printed.stderr }).toEqual({ code: 0, stderr: '' });
    for (const _ of ['once', 'again']) expect(await sql(administrator, printed.stdout)).toBeNull();
    const both = ['countersign_owner', 'countersign_server'];
    const passwords = both.map((role) => `alter role ${role} password '${password}'`);
    expect(await sql(administrator, ...passwords)).toBeNull();
    const [owner = '', server = ''] = both.map((role) => addressOf(cluster, role));

    const keys = generateSecrets();
    const supervisor = { username: 'sam', name: 'Sam', password: 'plenty of quiet otters' };
    await createTeamStore(
      {
        database: owner,
        keys,
        assetsFolder: 'assets',
        hashCost: testHashCost,
        logger: new KeptLog(),
      },
      supervisor,
      'empty',
    );
    const keysFile = join(await tempFolder(), 'keys');
    await keepTeamKeys(keysFile, keys);
    const on = ['--team-database', server, '--keys', keysFile];
    const added = await run(['staff', 'add', 'anna', '--name', 'Anna', '--generate', ...on]);
    expect(added).toMatchObject({ code: 0, stderr: '' });
    expect(await run(['audit', 'verify', ...on])).toMatchObject({ code: 0, stderr: '' });

    // Without the servers' own asking: what holds behind a pooler.
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    const { rows } = await client.query('show statement_timeout');
    await client.end();
    expect(rows).toEqual([{ statement_timeout: '15s' }]);

    const refused = '42501';
    for (const statement of [
      "update audit_log set outcome = 'failed'",
      'delete from audit_log',
      'truncate audit_log',
      'delete from audit_checkpoint',
      'alter table audit_log disable trigger all',
      'drop table audit_log',
      'create table mine (id int)',
      'create temporary table mine (id int)',
    ])
      expect([statement, await sql(server, statement)]).toEqual([statement, refused]);
    expect(await sql(addressOf(cluster, 'stranger'), 'select 1')).toBe(refused);
  },
);

test('it holds no password, and takes plain names only', async () => {
  const named = await run(['team', 'roles', '--owner', 'one', '--server', 'two']);
  expect(named.stdout).toContain('create role one login;');
  expect(named.stdout).toContain('create role two login;');
  expect(named.stdout).not.toMatch(/password '/i);
});
