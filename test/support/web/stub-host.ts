import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Backend } from '#main/backend.ts';
import { startWebHost } from '#main/hosts/web/web-host.ts';
import type { Caller } from '#main/platform/call.ts';
import type { LogFields } from '#main/platform/logger.ts';
import type { Result } from '#shared/result.ts';

export interface StubCall {
  readonly channel: string;
  readonly input: unknown;
  readonly caller: Caller;
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
  requestTimeoutMs?: number,
) {
  const rendererFolder = await mkdtemp(join(tmpdir(), 'countersign-renderer-'));
  await writeFile(join(rendererFolder, 'index.html'), '<!doctype html><title>The desk</title>');
  await writeFile(join(rendererFolder, '.hidden'), 'never served');
  const calls: StubCall[] = [];
  const logged: { event: string; fields: LogFields | undefined }[] = [];
  const backend: Backend = {
    async call(channel, input, caller) {
      calls.push({ channel, input, caller: { ...caller } });
      return answer({ channel, input, caller });
    },
    watch: async () => ({ ok: true, value: { seq: 0, stop: () => {} } }),
    close: async () => {},
  };
  const log = (event: string, fields?: LogFields) => logged.push({ event, fields });
  const host = await startWebHost({
    backend,
    port: 0,
    rendererFolder,
    logger: { info: log, error: log },
    ...(requestTimeoutMs === undefined ? {} : { requestTimeoutMs }),
  });
  return {
    host,
    port: Number(new URL(host.url).port),
    calls,
    logged,
    async close() {
      await host.close();
      await rm(rendererFolder, { recursive: true, force: true });
    },
  };
}

export type StubHost = Awaited<ReturnType<typeof startStubHost>>;
