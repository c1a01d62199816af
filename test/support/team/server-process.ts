import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { encodeSecrets } from '#main/platform/keystore/secrets-codec.ts';
import type { TeamDatabase } from '../postgres/team-database.ts';
import { type LineProcess, startProgram } from '../processes.ts';
import { makeCertificate } from './certificates.ts';

/** What a server's process is told. */
export interface ServerOrder {
  readonly store:
    | { readonly kind: 'folder'; readonly folder: string }
    | {
        readonly kind: 'team';
        readonly database: string;
        readonly keysFile: string;
        readonly poolSize: number;
      };
  readonly tls: { readonly cert: string; readonly key: string };
  /** 0 takes a free one. */
  readonly port: number;
  /** A folder with a page in it. */
  readonly rendererFolder: string;
  /** The time at which its clock stands; left out: it has the product's own clock. */
  readonly time?: number;
  /** How far its machine's clock is ahead, in milliseconds. */
  readonly aheadMs: number;
}

const program = resolve('test/support/workers/struck-server.ts');

/** One server of a team in a process of its own; a new process of it has the same port. */
export class ServerProcess {
  readonly #order: Omit<ServerOrder, 'port' | 'aheadMs'>;
  readonly #processes: LineProcess[] = [];
  #running: LineProcess | null = null;
  #port = 0;

  constructor(order: Omit<ServerOrder, 'port' | 'aheadMs'>) {
    this.#order = order;
  }

  get address(): string {
    return `https://127.0.0.1:${this.#port}`;
  }

  /** Starts it and waits until it listens. */
  async start({ aheadMs = 0 } = {}): Promise<void> {
    const order: ServerOrder = { ...this.#order, port: this.#port, aheadMs };
    const running = startProgram(program, [JSON.stringify(order)]);
    this.#running = running;
    this.#processes.push(running);
    this.#port = Number(await running.line());
  }

  /** Sets the clock of one that has a clock that the test sets. */
  async setTime(time: number): Promise<void> {
    this.#running?.say(`time ${time}`);
    await this.#running?.line();
  }

  /** The lines of its log about defects, of all its processes. */
  get defects(): readonly string[] {
    const lines = this.#processes.flatMap((process) => process.complaint().split('\n'));
    return lines.filter((line) => line.includes('"call.failed"'));
  }

  signal(signal: NodeJS.Signals): void {
    this.#running?.child.kill(signal);
  }

  /** Whether it is the same process as when it was last started. */
  get runs(): boolean {
    const child = this.#running?.child;
    return child !== undefined && child.exitCode === null && child.signalCode === null;
  }

  /** Ends it by a signal, and waits for its end. */
  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#running?.child;
    if (!child || !this.runs) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}

/** The files that servers of one team share: certificate, keys, and a page. */
export async function makeServerFiles(keys: TeamDatabase['keys'] | null) {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-servers-'));
  const certificate = await makeCertificate();
  const files = {
    tls: { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') },
    keysFile: join(folder, 'keys'),
    rendererFolder: folder,
  };
  await writeFile(files.tls.cert, certificate.cert);
  await writeFile(files.tls.key, certificate.private, { mode: 0o600 });
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>The desk</title>');
  if (keys) await writeFile(files.keysFile, encodeSecrets(keys), { mode: 0o600 });
  return {
    ...files,
    certificate: certificate.cert,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

export type ServerFiles = Awaited<ReturnType<typeof makeServerFiles>>;
