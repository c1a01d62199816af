import { resolveConfig } from 'electron-vite';
import { build } from 'vite';

/**
 * Builds the preload as `npm run build` does, but into a folder of the test's own.
 *
 * @returns nothing; `preload.cjs` is in the folder
 */
export async function buildPreload(folder: string): Promise<void> {
  const { config } = await resolveConfig({ logLevel: 'error' }, 'build', 'production');
  const preload = config?.preload;
  if (preload === undefined) throw new Error('electron.vite.config.ts has no preload.');
  await build({ ...preload, logLevel: 'error', build: { ...preload.build, outDir: folder } });
}
