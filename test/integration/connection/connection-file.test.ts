import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  type Connection,
  ConnectionFile,
  connectionFileName,
} from '#main/connection/connection-file.ts';
import { generateDeviceKey } from '#main/connection/device-key.ts';
import { createKeyFileProtector, keyFileName } from '#main/platform/keystore/key-file-protector.ts';
import { fingerprintOf, makeCertificate } from '#test/support/team/certificates.ts';
import { tempFolder } from '#test/support/temp-folder.ts';

const canary = 'c0ffee'.repeat(10);

async function connected() {
  const folder = await tempFolder();
  const protector = createKeyFileProtector(join(folder, keyFileName));
  const certificate = await makeCertificate();
  const connection: Connection = {
    address: 'https://desk.test',
    pin: { fingerprint: fingerprintOf(certificate), certificate: certificate.cert },
    deviceKey: generateDeviceKey(),
    token: canary,
  };
  const file = new ConnectionFile(folder, protector);
  await file.save(connection);
  const path = join(folder, connectionFileName);
  const change = async (what: (json: Record<string, unknown>) => unknown) =>
    writeFile(path, JSON.stringify(what(JSON.parse(await readFile(path, 'utf8')))));
  return { folder, path, file, connection, change };
}

test('a connection is kept and found again; without one there is none', async () => {
  const { folder, file, connection } = await connected();
  expect(await file.load()).toEqual(connection);
  await file.save({ ...connection, pin: null, token: null });
  expect(await file.load()).toEqual({ ...connection, pin: null, token: null });
  await file.remove();
  expect(await file.load()).toBe(null);
  expect(await readdir(folder)).toEqual([keyFileName]);
});

test('its secrets are nowhere in the clear, and the file is its owner’s alone', async () => {
  const { folder, path, connection } = await connected();
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const secrets = [Buffer.from(canary), Buffer.from(canary, 'hex'), connection.deviceKey];
  const spellings = secrets.flatMap((secret) => [
    secret,
    ...(['hex', 'base64', 'base64url'] as const).map((form) => Buffer.from(secret.toString(form))),
  ]);
  for (const name of await readdir(folder)) {
    const content = await readFile(join(folder, name));
    for (const spelling of spellings) expect(content.includes(spelling), name).toBe(false);
  }
  // The test would see one: the wrapped text is there, and says what is no secret.
  expect(await readFile(path, 'utf8')).toContain('https://desk.test');
});

test('one that was changed from outside leads the token nowhere', async () => {
  const elsewhere = await makeCertificate();
  const pin = { fingerprint: fingerprintOf(elsewhere), certificate: elsewhere.cert };
  for (const changed of [{ address: 'https://rogue.test' }, { pin }, { pin: null }]) {
    const { file, change } = await connected();
    await change((json) => ({ ...json, ...changed }));
    await expect(file.load()).rejects.toMatchObject({ code: 'store_damaged' });
  }
});

test('one that can’t be used says why, and stays', async () => {
  const { file, change, path, folder } = await connected();
  const kept = await readFile(path);
  await change((json) => ({ ...json, version: 2 }));
  await expect(file.load()).rejects.toMatchObject({ code: 'newer_store' });
  await change((json) => ({ ...json, version: 1, secrets: 'AAAA' }));
  await expect(file.load()).rejects.toMatchObject({ code: 'store_unavailable' });
  await writeFile(path, '{"format":');
  await expect(file.load()).rejects.toMatchObject({ code: 'store_damaged' });
  await writeFile(path, kept);
  await writeFile(join(folder, keyFileName), `${'0'.repeat(64)}\n`);
  const refusal = await file.load().catch((error: Error) => error);
  expect(refusal).toMatchObject({ code: 'store_unavailable' });
  expect(String(refusal)).not.toContain(canary);
  expect(await readFile(path)).toEqual(kept);
});
