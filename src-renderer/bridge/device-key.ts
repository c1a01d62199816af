import { deviceHeader, proofHeader, proofMessage, proofValue } from '#shared/rules/device-proof.ts';
import { serverNow } from '../ui/server-time.ts';

/** This browser's key, by which a session is bound to it. */
export interface DeviceKey {
  /** The public key's SPKI in base64url. */
  readonly device: string;
  /** The proof over one call, now by the server's time. */
  readonly prove: (channel: string, body: string) => Promise<string>;
}

let held: Promise<DeviceKey | null> | null = null;

/**
 * The key of this browser at this address, made at first use. Null where the browser can't make or
 * keep one: a page that came by plain http, storage that is blocked, an old browser.
 */
export function deviceKey(): Promise<DeviceKey | null> {
  held ??= openKey().catch(() => {
    held = null;
    return null;
  });
  return held;
}

/** The headers by which a call is known to come from this browser. */
export async function proofHeaders(
  key: DeviceKey,
  channel: string,
  body: string,
): Promise<Record<string, string>> {
  return { [deviceHeader]: key.device, [proofHeader]: await key.prove(channel, body) };
}

async function openKey(): Promise<DeviceKey> {
  const { privateKey, publicKey } = await storedPair();
  const spki = await crypto.subtle.exportKey('spki', publicKey);
  const sign = { name: 'ECDSA', hash: 'SHA-256' };
  return {
    device: base64url(spki),
    async prove(channel, body) {
      const at = Math.round(serverNow());
      const bodyHash = hex(await crypto.subtle.digest('SHA-256', bytes(body)));
      const message = bytes(proofMessage({ channel, at, bodyHash }));
      return proofValue(at, base64url(await crypto.subtle.sign(sign, privateKey, message)));
    },
  };
}

/**
 * The key pair in this browser's storage. It is made there as one that can't be exported: scripts of
 * this page may sign with it, and nobody can take it away.
 */
async function storedPair(): Promise<CryptoKeyPair> {
  const database = await openStorage();
  const found = await finished(keysOf(database, 'readonly').get(keyName));
  if (found) return found;
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  const made = await crypto.subtle.generateKey(curve, false, ['sign', 'verify']);
  // Another tab may have been faster: the first one counts, for both.
  const keys = keysOf(database, 'readwrite');
  const already = await finished(keys.get(keyName));
  if (already) return already;
  await finished(keys.put(made, keyName));
  return made;
}

const storeName = 'keys';
const keyName = 'device';

function keysOf(database: IDBDatabase, mode: IDBTransactionMode): IDBObjectStore {
  return database.transaction(storeName, mode, { durability: 'strict' }).objectStore(storeName);
}

function openStorage(): Promise<IDBDatabase> {
  const opening = indexedDB.open('countersign', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(storeName);
  return finished(opening);
}

function finished<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function hex(buffer: ArrayBuffer): string {
  return [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function base64url(buffer: ArrayBuffer): string {
  const base64 = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
