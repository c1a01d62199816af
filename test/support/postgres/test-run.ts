import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import pg from 'pg';
import { createTeamStore } from '#main/backend.ts';
import { demoColleagues } from '#main/demo/demo-tour.ts';
import { migratePostgres } from '#main/platform/database/postgres/migrate.ts';
import { generateSecrets } from '#main/platform/keystore/generate-secrets.ts';
import { decodeSecrets, encodeSecrets } from '#main/platform/keystore/secrets-codec.ts';
import { KeptLog } from '../kept-log.ts';
import { testHashCost } from '../test-hash-cost.ts';
import { type Cluster, startCluster } from './cluster.ts';

/** An administrator's address of a PostgreSQL server to test on, in place of one of the run's own. */
export const givenServerVariable = 'COUNTERSIGN_TEST_POSTGRES';
/** Tells the processes of a run what was made for it. */
const runVariable = 'COUNTERSIGN_TEST_POSTGRES_RUN';

/** Whose rights: the administrator's, those of the store's owner, or those of its servers. */
export type TestRole = 'admin' | 'owner' | 'server';
export type Template = 'empty' | 'demo';

interface Made {
  /** Begins the names of all that this run makes. */
  readonly prefix: string;
  readonly admin: string;
  readonly password: string;
  /** The demo store's keys, in base64. */
  readonly keys: string;
}

/** What was made for this run: a server with a group for servers, two roles, and two templates. */
export class TestRun {
  readonly #made: Made;

  constructor(made: Made) {
    this.#made = made;
  }

  address(role: TestRole, database: string): string {
    const url = new URL(this.#made.admin);
    url.pathname = `/${database}`;
    if (role === 'admin') return url.href;
    url.username = this.roleName(role);
    url.password = this.#made.password;
    return url.href;
  }

  roleName(role: Exclude<TestRole, 'admin'>): string {
    return `${this.#made.prefix}_${role}`;
  }

  template(template: Template): string {
    return `${this.#made.prefix}_${template}`;
  }

  newName(): string {
    return `${this.#made.prefix}_${randomBytes(6).toString('hex')}`;
  }

  get keys() {
    return decodeSecrets(Buffer.from(this.#made.keys, 'base64'));
  }

  /** Runs SQL as the administrator, statement by statement, in the server's own database. */
  async administer(...statements: readonly string[]): Promise<void> {
    const client = new pg.Client({ connectionString: this.#made.admin });
    client.on('error', () => {});
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  }
}

let own: Promise<{ run: TestRun; end(): Promise<void> }> | undefined;

/** The run that this process belongs to; one of its own where there is none. */
export async function testRun(): Promise<TestRun> {
  const told = process.env[runVariable];
  if (told) return new TestRun(JSON.parse(told) as Made);
  own ??= makeTestRun();
  return (await own).run;
}

/** Makes what a run needs and tells this process's children of it; `end` takes it away. */
export async function makeTestRun() {
  const given = process.env[givenServerVariable];
  const cluster = given ? null : await startCluster();
  const { run, made } = await prepare(given ?? cluster?.address('postgres') ?? '');
  process.env[runVariable] = JSON.stringify(made);
  return {
    run,
    async end() {
      delete process.env[runVariable];
      if (cluster) await cluster.remove();
      else await dropAll(run, made);
    },
  };
}

/** Makes what a run needs in a server that the caller has started, and may break. */
export async function prepareCluster(cluster: Cluster): Promise<TestRun> {
  return (await prepare(cluster.address('postgres'))).run;
}

async function prepare(admin: string): Promise<{ run: TestRun; made: Made }> {
  const made: Made = {
    prefix: `countersign_test_${randomBytes(4).toString('hex')}`,
    admin,
    password: randomBytes(16).toString('hex'),
    keys: encodeSecrets(generateSecrets()).toString('base64'),
  };
  const run = new TestRun(made);
  await makeRoles(run, made.password);
  await makeTemplates(run);
  return { run, made };
}

/** As `countersign team roles` has it: a group for servers, an owner, a server. No superuser. */
async function makeRoles(run: TestRun, password: string): Promise<void> {
  await run.administer(
    `do $$ begin
       if not exists (select 1 from pg_roles where rolname = 'countersign_runtime') then
         create role countersign_runtime nologin;
       end if;
     end $$`,
    `create role ${run.roleName('owner')} login password '${password}'`,
    `create role ${run.roleName('server')} login password '${password}' in role countersign_runtime`,
    `grant ${run.roleName('owner')} to current_user`,
  );
}

async function makeTemplates(run: TestRun): Promise<void> {
  const owner = run.roleName('owner');
  const options = `template template0 encoding 'UTF8' owner ${owner}`;
  for (const template of ['empty', 'demo'] as const) {
    const name = run.template(template);
    // A collation that is not that of bytes, so that a column without its own shows.
    await run
      .administer(`create database ${name} ${options} locale_provider icu icu_locale 'en-US'`)
      .catch(() => run.administer(`create database ${name} ${options}`));
  }
  await migratePostgres(run.address('owner', run.template('empty')));
  const supervisor = demoColleagues.find(({ role }) => role === 'supervisor');
  if (!supervisor) throw new Error('The demo has no supervisor');
  await createTeamStore(
    {
      database: run.address('owner', run.template('demo')),
      keys: run.keys,
      assetsFolder: resolve('assets'),
      hashCost: testHashCost,
      logger: new KeptLog(),
    },
    supervisor,
    'demo',
  );
}

async function dropAll(run: TestRun, { prefix, admin }: Made): Promise<void> {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    'select datname as name from pg_database where starts_with(datname, $1)',
    [prefix],
  );
  await client.end();
  await run.administer(
    ...rows.map(({ name }) => `drop database if exists ${name} with (force)`),
    `drop role ${run.roleName('server')}`,
    `drop role ${run.roleName('owner')}`,
  );
}
