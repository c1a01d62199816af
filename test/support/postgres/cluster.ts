import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { appendFile, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from '../free-port.ts';
import { copyBinaries } from './binaries.ts';
import { giveToOther, newOpenFolder, otherUser } from './other-user.ts';

const run = promisify(execFile);

/** Durable as in production; small, quiet, reached by TCP alone, and with all its files in its folder. */
const settings = `
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 300
shared_buffers = 128MB
dynamic_shared_memory_type = mmap
fsync = on
full_page_writes = on
synchronous_commit = on
password_encryption = 'scram-sha-256'
log_min_messages = warning
`;

export interface Cluster {
  /** The superuser's address of a database in it. */
  address(database: string): string;
  readonly folder: string;
  /** The server's process now; another one after a restart. */
  process(): ChildProcess;
  start(): Promise<void>;
  /** `SIGINT` is PostgreSQL's fast end, `SIGQUIT` its immediate one, without a checkpoint. */
  stop(signal?: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): Promise<void>;
  /** Stops the server and removes all that is its. */
  remove(): Promise<void>;
}

/**
 * A new PostgreSQL server of this process's own, on a free port; removed when the process ends.
 *
 * @param within the folder to keep its data in; the usual one for temporary files if left out
 */
export async function startCluster(extraSettings = '', within?: string): Promise<Cluster> {
  const binaries = await copyBinaries();
  const folder = await newOpenFolder('cluster', within);
  const password = randomBytes(16).toString('hex');
  const port = await freePort();
  const data = join(folder, 'data');
  await mkdir(data, { mode: 0o700 });
  await giveToOther(data);
  await initialise(binaries, folder, data, password);
  await appendFile(
    join(data, 'postgresql.conf'),
    `${settings}\nport = ${port}\n${extraSettings}\n`,
  );
  const server = new Server(binaries, data, join(folder, 'server.log'));
  const address = (database: string) =>
    `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
  const removeSync = () => {
    // At once, but tidily: killed, it would leave its shared memory. It may write until it has ended.
    server.child?.kill('SIGQUIT');
    for (const it of [folder, binaries])
      rmSync(it, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  };
  process.once('exit', removeSync);
  const cluster: Cluster = {
    address,
    folder,
    process: () => {
      if (!server.child) throw new Error('The PostgreSQL server is not running');
      return server.child;
    },
    start: () => server.start(address('postgres')),
    stop: (signal = 'SIGINT') => server.stop(signal),
    async remove() {
      await server.stop('SIGQUIT');
      process.off('exit', removeSync);
      for (const it of [folder, binaries]) await rm(it, { recursive: true, force: true });
    },
  };
  await cluster.start();
  return cluster;
}

class Server {
  readonly #binaries: string;
  readonly #data: string;
  readonly #log: string;
  child: ChildProcess | null = null;

  constructor(binaries: string, data: string, log: string) {
    this.#binaries = binaries;
    this.#data = data;
    this.#log = log;
  }

  async start(address: string): Promise<void> {
    // A file, not a pipe: a server whose pipe nobody reads for a while stands still.
    const log = await open(this.#log, 'a');
    const child = spawn(join(this.#binaries, 'bin', 'postgres'), ['-D', this.#data], {
      ...(otherUser ?? {}),
      cwd: this.#data,
      stdio: ['ignore', 'ignore', log.fd],
    });
    await log.close();
    this.child = child;
    // A program that is done ends, and its server with it.
    child.unref();
    while (!(await answers(address))) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`PostgreSQL did not start: ${await readFile(this.#log, 'utf8')}`);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }

  async stop(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    this.child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.ref();
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}

async function initialise(binaries: string, folder: string, data: string, password: string) {
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  await giveToOther(passwordFile);
  const flags = ['--username=postgres', '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C'];
  await run(
    join(binaries, 'bin', 'initdb'),
    [`--pgdata=${data}`, `--pwfile=${passwordFile}`, ...flags],
    { ...(otherUser ?? {}), cwd: folder },
  );
  await rm(passwordFile);
}

async function answers(address: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: address });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
