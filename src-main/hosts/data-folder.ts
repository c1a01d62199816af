import { resolve } from 'node:path';
import envPaths from 'env-paths';

/** The environment variable that names the data folder when no option does. */
export const dataFolderVariable = 'COUNTERSIGN_DATA_FOLDER';

/**
 * The folder that holds the store, as an absolute path: the option, else the environment variable,
 * else the platform's usual place for a program's data. An empty text counts as not given.
 */
export function resolveDataFolder(option: string | undefined): string {
  const given = option || process.env[dataFolderVariable];
  return given ? resolve(given) : envPaths('countersign', { suffix: '' }).data;
}
