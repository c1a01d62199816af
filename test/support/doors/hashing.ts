import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { realElectron } from './electron-here.ts';

const cheapHashing = pathToFileURL(join(import.meta.dirname, 'cheap-hashing.js')).href;

/**
 * What the programs of the doors are preloaded with, so that hashing costs them next to nothing: a
 * fifth of an end-to-end run would go there. Electron itself hashes at the full cost, and what shares
 * a store with it then has to as well.
 */
export function hashing(): readonly string[] {
  return realElectron() === null ? [cheapHashing] : [];
}
