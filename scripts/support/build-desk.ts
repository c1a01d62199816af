import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { projectFolder, runTool } from './run-tool.ts';

const sources = ['src-main', 'src-renderer', 'shared', 'assets'];
const settings = ['electron.vite.config.ts', 'package-lock.json', 'tsconfig.base.json'];
const built = ['out/main/main.js', 'out/preload/preload.cjs', 'out/renderer/index.html'];

/**
 * Builds main, preload and renderer into out/ where something is missing or older than the sources.
 *
 * @throws Error with the build's own words when it fails
 */
export async function buildDesk(): Promise<void> {
  if ((await oldestBuilt()) >= (await newestSource())) {
    return;
  }
  console.log('Building the desk …');
  const { code, output } = await runTool(['electron-vite', 'build'], { show: false });
  if (code !== 0) {
    throw new Error(`The desk can't be built:\n${output}`);
  }
}

async function oldestBuilt(): Promise<number> {
  return Math.min(...(await Promise.all(built.map(changedAt))));
}

async function newestSource(): Promise<number> {
  const trees = await Promise.all(
    sources.map(async (folder) => {
      const entries = await readdir(join(projectFolder, folder), {
        recursive: true,
        withFileTypes: true,
      });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => relative(projectFolder, join(entry.parentPath, entry.name)));
    }),
  );
  return Math.max(...(await Promise.all([...trees.flat(), ...settings].map(changedAt))));
}

/** Unix milliseconds; 0 where the project has no such file. */
async function changedAt(file: string): Promise<number> {
  const found = await stat(join(projectFolder, file)).catch(() => null);
  return found?.mtimeMs ?? 0;
}
