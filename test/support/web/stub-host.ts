import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Backend } from '#main/backend.ts';
import { startWebHost, type WebHostOptions } from '#main/hosts/web/web-host.ts';
import type { Caller } from '#main/platform/call.ts';
import type { LogFields } from '#main/platform/logger.ts';
import type { Result } from '#shared/result.ts';

export interface StubCall {
  readonly channel: string;
  readonly input: unknown;
  readonly caller: Caller;
}

type Listener = Parameters<Backend['watch']>[2];

/** A desk that watches: what it came with, and what the test can tell it. */
export interface StubWatch {
  readonly caller: Caller;
  readonly after: number | null;
  readonly listener: Listener;
  stopped: boolean;
}

export interface StubHostOptions extends Partial<Pick<WebHostOptions, 'door' | 'limits'>> {
  readonly metricsPort?: number;
  /** Refuses a watch by this error; without it each begins at record 7. */
  readonly refuseWatch?: (caller: Caller) => Result<never> | null;
  /** The backend's time, in Unix milliseconds. */
  readonly now?: () => number;
}

/**
 * The real web host over a backend that answers what `answer` says: for what only the host decides.
 * `calls` holds what reached the backend, `logged` what the host logged.
 */
export async function startStubHost(
  answer: (call: StubCall) => Result<unknown> | Promise<Result<unknown>> = () => ({
    ok: true,
    value: {},
  }),
  options: StubHostOptions = {},
) {
  const rendererFolder = await mkdtemp(join(tmpdir(), 'countersign-renderer-'));
  await writeFile(join(rendererFolder, 'index.html'), '<!doctype html><title>The desk</title>');
  await writeFile(join(rendererFolder, '.hidden'), 'never served');
  const calls: StubCall[] = [];
  const watches: StubWatch[] = [];
  const logged: { event: string; fields: LogFields | undefined }[] = [];
  const backend: Backend = {
    async call(channel, input, caller) {
      calls.push({ channel, input, caller: { ...caller } });
      return answer({ channel, input, caller });
    },
    async watch(caller, after, listener) {
      const refused = options.refuseWatch?.(caller);
      if (refused) return refused;
      const watch = { caller: { ...caller }, after, listener, stopped: false };
      watches.push(watch);
      const stop = () => {
        watch.stopped = true;
      };
      return { ok: true, value: { seq: 7, stop } };
    },
    now: options.now ?? Date.now,
    close: async () => {},
  };
  const log = (event: string, fields?: LogFields) => logged.push({ event, fields });
  const host = await startWebHost({
    backend,
    door: options.door ?? { kind: 'loopback', port: 0 },
    rendererFolder,
    logger: { info: log, error: log },
    metricsPort: options.metricsPort,
    limits: options.limits ?? {},
  });
  return {
    host,
    port: host.port,
    backend,
    calls,
    watches,
    logged,
    async close() {
      await host.close();
      await rm(rendererFolder, { recursive: true, force: true });
    },
  };
}

export type StubHost = Awaited<ReturnType<typeof startStubHost>>;
