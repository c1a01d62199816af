import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Secrets } from './secrets.ts';

/** Fresh secrets for a new store, from the operating system's random source. */
export function generateSecrets(): Secrets {
  const currentPepperId = newId();
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    databaseKey: randomBytes(32),
    peppers: new Map([[currentPepperId, randomBytes(32)]]),
    currentPepperId,
    auditKey: privateKey.export({ type: 'pkcs8', format: 'der' }),
    auditKeyId: newId(),
  };
}

const newId = () => randomBytes(4).toString('hex');
