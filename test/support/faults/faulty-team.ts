import pg from 'pg';
import { AuditService } from '#main/audit/audit.service.ts';
import { openPostgresStore } from '#main/platform/database/postgres/open.ts';
import { policyVersion } from '#shared/rules/policy-version.ts';
import { demo } from '../demo-people.ts';
import { countsBefore, inspectTries } from '../evidence/settled-once.ts';
import { KeptLog } from '../kept-log.ts';
import { type Cluster, startCluster } from '../postgres/cluster.ts';
import { newTeamDatabase, type TeamDatabase } from '../postgres/team-database.ts';
import { prepareCluster } from '../postgres/test-run.ts';
import { type NetworkDesk, networkDesk } from '../team/network-desk.ts';
import { makeServerFiles, type ServerFiles, ServerProcess } from '../team/server-process.ts';
import { contactsToVerify } from './contacts-to-verify.ts';
import { CuttingLine } from './cutting-line.ts';
import { LiftingSupervisor } from './lifting-supervisor.ts';
import { LoadJournal } from './load-journal.ts';
import { VerifyingDesk } from './verifying-desk.ts';

const desksAtWork = 6;
const contactsEach = 4;
/** One connection to read and two to write by, at each server: few, so that all are in use. */
const poolSize = 3;

/**
 * A PostgreSQL server, two of a team's servers on it, each by a line that can be cut, and desks that
 * verify callers at both through the network door.
 */
export class FaultyTeam {
  readonly cluster: Cluster;
  readonly database: TeamDatabase;
  readonly servers: readonly ServerProcess[];
  readonly lines: readonly CuttingLine[];
  readonly journal = new LoadJournal();
  readonly #files: ServerFiles;
  readonly #desks: VerifyingDesk[] = [];
  readonly #networkDesks: NetworkDesk[] = [];
  #counts: ReadonlyMap<string, number> = new Map();
  #stop = new AbortController();
  #work: Promise<unknown> = Promise.resolve();

  private constructor(
    cluster: Cluster,
    database: TeamDatabase,
    files: ServerFiles,
    lines: readonly CuttingLine[],
  ) {
    this.cluster = cluster;
    this.database = database;
    this.#files = files;
    this.lines = lines;
    this.servers = lines.map(
      (line) =>
        new ServerProcess({
          ...files,
          store: { kind: 'team', database: line.address, keysFile: files.keysFile, poolSize },
        }),
    );
  }

  /** Starts everything, the desks' work too. `disk` is a folder to keep the database in. */
  static async start(disk?: string): Promise<FaultyTeam> {
    const cluster = await startCluster('max_wal_size = 64MB\nmin_wal_size = 32MB', disk);
    const database = await newTeamDatabase('demo', await prepareCluster(cluster));
    const files = await makeServerFiles(database.keys);
    const lines = [
      await CuttingLine.open(database.server),
      await CuttingLine.open(database.server),
    ];
    const team = new FaultyTeam(cluster, database, files, lines);
    team.#counts = await team.#look(({ store }) => countsBefore(store));
    await Promise.all(team.servers.map((server) => server.start()));
    await team.#makeDesks();
    team.goOn();
    await team.healed();
    return team;
  }

  /** A new desk, signed in, that can go to both servers. */
  async signIn(person: { username: string; password: string }) {
    const desk = networkDesk(
      this.servers.map(({ address }) => address),
      this.#files.certificate,
    );
    this.#networkDesks.push(desk);
    const { staffId } = await desk.signIn(person);
    return { ...desk, staffId };
  }

  /** The desks begin to work. */
  goOn(): void {
    this.#stop = new AbortController();
    this.#work = Promise.all(this.#desks.map((desk) => desk.work(this.#stop.signal)));
  }

  /** Waits until both servers verify again, by themselves. */
  async healed(): Promise<void> {
    await Promise.all(this.servers.map((_server, at) => this.journal.goesOn(at)));
    if (!this.servers.every(({ runs }) => runs)) throw new Error('A server has ended');
  }

  /** Runs SQL as the administrator. */
  async administer(statement: string): Promise<readonly Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: this.database.admin });
    client.on('error', () => {});
    await client.connect();
    try {
      return (await client.query(statement)).rows;
    } finally {
      await client.end();
    }
  }

  /** Lets the desks end what they do, and holds the store against what they have heard. */
  async inspect() {
    this.#stop.abort();
    await this.#work;
    return this.#look(async ({ store, audit }) => ({
      ...(await inspectTries(store, audit, this.#counts)),
      lost: await this.journal.lost(store),
    }));
  }

  async close(): Promise<void> {
    this.#stop.abort();
    for (const server of this.servers) await server.end('SIGKILL');
    for (const desk of this.#networkDesks) await desk.close();
    await this.#work.catch(() => {});
    for (const line of this.lines) await line.close();
    await this.#files.remove();
    await this.cluster.remove();
  }

  async #makeDesks(): Promise<void> {
    const contacts = contactsToVerify(desksAtWork * contactsEach);
    const supervisor = new LiftingSupervisor(await this.signIn(demo.supervisor), this.journal);
    for (let number = 0; number < desksAtWork; number++) {
      // Both colleagues at both servers.
      const channel = number < desksAtWork / 2 ? 'phone' : 'chat';
      const { staffId, ...desk } = await this.signIn(
        channel === 'phone' ? demo.phoneAgent : demo.chatAgent,
      );
      const lift = () => supervisor.lift(staffId);
      this.#desks.push(
        new VerifyingDesk({
          ...{ desk, channel, lift, home: number % 2, journal: this.journal },
          contacts: contacts.slice(number * contactsEach, (number + 1) * contactsEach),
        }),
      );
    }
  }

  async #look<Value>(
    look: (opened: {
      store: Awaited<ReturnType<typeof openPostgresStore>>['store'];
      audit: AuditService;
    }) => Promise<Value>,
  ): Promise<Value> {
    const { owner, keys } = this.database;
    const opened = await openPostgresStore({ database: owner, poolSize: 3, logger: new KeptLog() });
    const { store, clock } = opened;
    const { auditKey, auditKeyId } = keys;
    try {
      return await look({
        store,
        audit: new AuditService({ store, clock, auditKey, auditKeyId, policyVersion }),
      });
    } finally {
      await opened.close();
    }
  }
}
