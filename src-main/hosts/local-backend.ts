import { join } from 'node:path';
import { type Backend, createBackend } from '../backend.ts';
import { createKeyFileProtector, keyFileName } from '../platform/keystore/key-file-protector.ts';
import type { Logger } from '../platform/logger.ts';
import { program } from './program.ts';

/**
 * The backend of a data folder whose key is kept in a file: for the web host and the command line.
 *
 * @param workers whether it also works beside the calls, as a desk does and one command does not
 */
export async function openLocalBackend(
  dataFolder: string,
  logger: Logger,
  workers = false,
): Promise<Backend> {
  return createBackend({
    dataFolder,
    assetsFolder: program.assetsFolder,
    appVersion: program.version,
    protector: createKeyFileProtector(join(dataFolder, keyFileName)),
    logger,
    workers,
  });
}
