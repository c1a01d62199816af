/** The program behind the web door: the product's own host on a data folder, until terminated. */
import { openLocalBackend } from '#main/hosts/local-backend.ts';
import { program } from '#main/hosts/program.ts';
import { serveDesk } from '#main/hosts/web/serve-desk.ts';
import { stderrLogger } from '#main/platform/logger.ts';

const [dataFolder = ''] = process.argv.slice(2);
const backend = await openLocalBackend(dataFolder, stderrLogger, true);
await serveDesk({
  backend,
  port: 0,
  rendererFolder: program.rendererFolder,
  logger: stderrLogger,
  openWindow: false,
  announce: (url) => process.stdout.write(`${url}\n`),
});
await backend.close();
process.disconnect?.();
