import { writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createBackend, createTeamBackend } from '#main/backend.ts';
import { startWebHost } from '#main/hosts/web/web-host.ts';
import type { Clock } from '#main/platform/clock.ts';
import { createKeyFileProtector, keyFileName } from '#main/platform/keystore/key-file-protector.ts';
import { readTeamKeys } from '#main/platform/keystore/team-keys.ts';
import { stderrLogger } from '#main/platform/logger.ts';
import type { ServerOrder } from '../team/server-process.ts';
import { testHashCost } from '../test-hash-cost.ts';

/*
 * One of a team's servers, in a process of its own: the product's backend and web host, with TLS,
 * at the tests' hash cost. Its order comes as JSON. Prints its port, and then answers each line
 * `time <Unix ms>` with `ok`, where its clock is one that the test sets.
 */
const order = JSON.parse(process.argv[2] ?? '') as ServerOrder;
if (order.aheadMs) shiftWallClock(order.aheadMs);
let time = order.time ?? 0;
const clock: Clock | undefined = order.time === undefined ? undefined : { now: () => time };
const common = {
  assetsFolder: resolve('assets'),
  appVersion: '0.0.0-test',
  hashCost: testHashCost,
  logger: stderrLogger,
  ...(clock && { clock }),
};
const { store } = order;
const backend =
  store.kind === 'folder'
    ? await createBackend({
        ...common,
        dataFolder: store.folder,
        protector: createKeyFileProtector(join(store.folder, keyFileName)),
      })
    : await createTeamBackend({
        ...common,
        database: store.database,
        keys: await readTeamKeys(store.keysFile),
        address: 'https://desk.test',
        poolSize: store.poolSize,
      });
const host = await startWebHost({
  backend,
  door: {
    kind: 'team',
    host: '127.0.0.1',
    port: order.port,
    tls: order.tls,
    behindProxy: null,
    publicUrl: null,
  },
  rendererFolder: order.rendererFolder,
  logger: stderrLogger,
  // All the clients are at one address.
  limits: { requestsPerTenSeconds: 1_000_000 },
});
writeSync(1, `${host.port}\n`);
process.stdin.on('data', (chunk) => {
  for (const line of chunk.toString().trim().split('\n')) {
    time = Number(line.split(' ').at(-1));
    writeSync(1, 'ok\n');
  }
});
process.once('SIGTERM', async () => {
  process.stdin.destroy();
  await host.close();
  await backend.close();
});

/** Every way to this machine's time, for a server whose clock is wrong. */
function shiftWallClock(aheadMs: number): void {
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...given: []) {
      super(...((given.length === 0 ? [Real.now() + aheadMs] : given) as []));
    }
    static override now(): number {
      return Real.now() + aheadMs;
    }
  } as DateConstructor;
}
