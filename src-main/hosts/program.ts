import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../..');

/** Where this program's own files are, when it runs from its sources (web host and command line). */
export const program = {
  assetsFolder: join(folder, 'assets'),
  rendererFolder: join(folder, 'out', 'renderer'),
  version: readVersion(),
} as const;

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
