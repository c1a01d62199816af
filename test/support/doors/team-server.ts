/**
 * A team's server over TLS on a data folder, with demo data in it, until terminated:
 * `team-server.ts <data folder> <certificate> <key> <port>`. The web host is the product's own; what
 * stands behind it is a store of one machine, for a desk can't tell which it is.
 */
import { fillDemoStore } from '#main/hosts/demo-store.ts';
import { openLocalBackend } from '#main/hosts/local-backend.ts';
import { program } from '#main/hosts/program.ts';
import { toldToStop } from '#main/hosts/stop-signals.ts';
import { startWebHost } from '#main/hosts/web/web-host.ts';
import { stderrLogger } from '#main/platform/logger.ts';

const [dataFolder = '', cert = '', key = '', port = '0'] = process.argv.slice(2);
const backend = await openLocalBackend(dataFolder, stderrLogger);
const nobody = { door: 'cli', token: null, operator: false } as const;
const status = await backend.call('setup.status', {}, { ...nobody });
if (status.ok && (status.value as { state: string }).state === 'empty') {
  await fillDemoStore(backend);
}
const host = await startWebHost({
  backend,
  door: {
    kind: 'team',
    host: '127.0.0.1',
    port: Number(port),
    tls: { cert, key },
    behindProxy: null,
    publicUrl: null,
  },
  rendererFolder: program.rendererFolder,
  logger: stderrLogger,
});
const stopped = toldToStop(['SIGTERM']);
process.stdout.write(`listening on ${host.port}\n`);
await stopped;
await host.close();
await backend.close();
process.disconnect?.();
