/**
 * `npm run package [-- --linux deb]`: builds the desk and packs it, for this machine's system or for
 * the targets named. Arguments go to electron-builder as they are.
 */
import { dirname } from 'node:path';
import { fetchElectron } from './support/electron-runtime.ts';
import { runTool } from './support/run-tool.ts';

const needs =
  'Packaging needs two things that come from the network: Electron’s runtime (about 120 MB, from ' +
  'github.com/electron/electron) and electron-builder’s tools (from ' +
  'github.com/electron-userland/electron-builder-binaries). They can’t be fetched here. Run ' +
  '`npm run package` on a machine that reaches them, or name mirrors in ELECTRON_MIRROR and ' +
  'ELECTRON_BUILDER_BINARIES_MIRROR.';

/** How a download that did not come about shows in electron-builder's output. */
const notFetched =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|getaddrinfo|HTTPError|cannot download|status code 40[37]/i;

process.exitCode = await pack(process.argv.slice(2));

async function pack(targets: readonly string[]): Promise<number> {
  const electron = await fetchElectron();
  if (electron === null) return fail(needs);
  console.log('Building the desk …');
  const built = await runTool(['electron-vite', 'build'], { show: false });
  if (built.code !== 0) return fail(built.output);
  console.log('Packing …');
  // The runtime that is here fits this system; for a system that was named another is fetched.
  const runtime = targets.length === 0 ? [`-c.electronDist=${dirname(electron)}`] : [];
  const packed = await runTool(['electron-builder', ...runtime, ...targets], { show: false });
  if (packed.code !== 0) return fail(notFetched.test(packed.output) ? needs : packed.output);
  console.log('The packages are in dist/.');
  return 0;
}

function fail(message: string): number {
  console.error(message);
  return 1;
}
