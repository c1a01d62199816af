import { createInterface } from 'node:readline';
import { createTeamBackend } from '#main/backend.ts';
import { program } from '#main/hosts/program.ts';
import { startWebHost } from '#main/hosts/web/web-host.ts';
import { fullHashCost } from '#main/platform/crypto/hash-cost.ts';
import { decodeSecrets } from '#main/platform/keystore/secrets-codec.ts';
import { stderrLogger } from '#main/platform/logger.ts';
import { testHashCost } from '../test-hash-cost.ts';

/** What a server is told by its first line. */
export interface TeamServerConfig {
  readonly database: string;
  /** In base64. */
  readonly keys: string;
  readonly tls: { readonly cert: string; readonly key: string };
  readonly cost: 'full' | 'test';
}

/*
 * A team's server in a process of its own: reads its settings from a line, prints its port, then
 * answers each line with the memory it has (RSS, in bytes), until its standard input ends.
 */
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { value } = await lines.next();
const { database, keys, tls, cost } = JSON.parse(value ?? '') as TeamServerConfig;
const backend = await createTeamBackend({
  database,
  keys: decodeSecrets(Buffer.from(keys, 'base64')),
  address: 'https://127.0.0.1',
  assetsFolder: program.assetsFolder,
  appVersion: '0.0.0-test',
  hashCost: cost === 'full' ? fullHashCost : testHashCost,
  logger: stderrLogger,
});
const host = await startWebHost({
  backend,
  door: {
    ...{ kind: 'team', host: '127.0.0.1', port: 0, tls },
    ...{ behindProxy: null, publicUrl: null },
  },
  rendererFolder: program.rendererFolder,
  logger: stderrLogger,
});
process.stdout.write(`${host.port}\n`);
for await (const _asked of { [Symbol.asyncIterator]: () => lines })
  process.stdout.write(`${process.memoryUsage.rss()}\n`);
await host.close();
await backend.close();
