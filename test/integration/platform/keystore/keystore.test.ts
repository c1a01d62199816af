import { chmod, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generateSecrets } from '#main/platform/keystore/generate-secrets.ts';
import { createKeyFileProtector } from '#main/platform/keystore/key-file-protector.ts';
import { Keystore } from '#main/platform/keystore/keystore.ts';
import { recoverSecrets, saveRecovery } from '#main/platform/keystore/recovery-file.ts';
import { generateRecoveryWords } from '#main/platform/keystore/recovery-key.ts';
import { fakeSafeStorage } from '#test/support/fake-protector.ts';
import { tempFolder } from '#test/support/temp-folder.ts';

async function newKeystore() {
  const folder = await tempFolder();
  const keyFile = join(folder, 'keystore.key');
  const keystore = new Keystore(folder, createKeyFileProtector(keyFile));
  return { folder, keyFile, keystore, secrets: generateSecrets() };
}

test('secrets come back whole, from files that only their owner reads', async () => {
  const { folder, keystore, secrets } = await newKeystore();
  await keystore.save(secrets);
  expect(await keystore.load()).toEqual(secrets);
  expect((await readdir(folder)).sort()).toEqual(['keystore.json', 'keystore.key']);
  for (const name of await readdir(folder))
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
});

test('the keystore file holds no secret in the clear', async () => {
  const { folder, keystore, secrets } = await newKeystore();
  await keystore.save(secrets);
  await saveRecovery(folder, secrets, generateRecoveryWords());
  const all = [secrets.databaseKey, secrets.auditKey, ...secrets.peppers.values()];
  for (const name of ['keystore.json', 'recovery.json']) {
    const content = await readFile(join(folder, name), 'utf8');
    for (const secret of all)
      for (const form of ['hex', 'base64', 'base64url'] as const)
        expect(content).not.toContain(secret.toString(form));
  }
});

test('new secrets are never the same', () => {
  const [one, other] = [generateSecrets(), generateSecrets()];
  expect(one.databaseKey).not.toEqual(other.databaseKey);
  expect(one.auditKey).not.toEqual(other.auditKey);
  expect([...one.peppers.values()]).not.toEqual([...other.peppers.values()]);
});

test('a second protector opens the same store, and the first still does', async () => {
  const { folder, keystore, secrets } = await newKeystore();
  await keystore.save(secrets);
  const desktop = new Keystore(folder, fakeSafeStorage());
  await expect(desktop.load()).rejects.toMatchObject({ code: 'key_unavailable' });
  await desktop.save(secrets);
  expect(await desktop.load()).toEqual(secrets);
  expect(await keystore.load()).toEqual(secrets);
});

test('the wrappings of another store do not stay', async () => {
  const { folder, keystore, secrets } = await newKeystore();
  await keystore.save(secrets);
  await new Keystore(folder, fakeSafeStorage()).save(generateSecrets());
  await expect(keystore.load()).rejects.toMatchObject({ code: 'key_unavailable' });
});

test.skipIf(process.platform === 'win32')(
  'a key file that others may read is not used, and the message says what to do',
  async () => {
    const { keyFile, keystore, secrets } = await newKeystore();
    await keystore.save(secrets);
    for (const mode of [0o640, 0o604, 0o620]) {
      await chmod(keyFile, mode);
      await expect(keystore.load()).rejects.toMatchObject({
        code: 'key_unavailable',
        message: expect.stringContaining('chmod 600'),
      });
      await expect(keystore.save(secrets)).rejects.toMatchObject({ code: 'key_unavailable' });
    }
    await chmod(keyFile, 0o600);
    expect(await keystore.load()).toEqual(secrets);
  },
);

test('a missing, damaged or foreign key file is told as such, and reading makes no new one', async () => {
  const { folder, keyFile, keystore, secrets } = await newKeystore();
  await keystore.save(secrets);
  await writeFile(keyFile, 'nonsense');
  await expect(keystore.load()).rejects.toMatchObject({
    code: 'key_unavailable',
    message: expect.stringContaining('damaged'),
  });
  await writeFile(keyFile, 'ab'.repeat(32));
  await expect(keystore.load()).rejects.toMatchObject({ code: 'key_unavailable' });
  await rm(keyFile);
  await expect(keystore.load()).rejects.toMatchObject({
    code: 'key_unavailable',
    message: expect.stringContaining('missing'),
  });
  expect(await readdir(folder)).toEqual(['keystore.json']);
});

test('a missing or damaged keystore asks for the recovery key; a newer one stays untouched', async () => {
  const { keystore, secrets } = await newKeystore();
  await expect(keystore.load()).rejects.toMatchObject({ code: 'key_unavailable' });
  for (const content of ['', '{', '[]', '{"version":1}', '{"wrappings":{"__proto__":"AA=="}}']) {
    await writeFile(keystore.file, content);
    await expect(keystore.load()).rejects.toMatchObject({ code: 'key_unavailable' });
  }
  const newer = '{"format":"countersign-keystore","version":2,"else":true}';
  await writeFile(keystore.file, newer);
  await expect(keystore.load()).rejects.toMatchObject({ code: 'newer_store' });
  await expect(keystore.save(secrets)).rejects.toMatchObject({ code: 'newer_store' });
  expect(await readFile(keystore.file, 'utf8')).toBe(newer);
});

test('a changed byte in a wrapping is found', async () => {
  const { keystore, secrets } = await newKeystore();
  await keystore.save(secrets);
  const stored = JSON.parse(await readFile(keystore.file, 'utf8'));
  const wrapped = Buffer.from(stored.wrappings['key-file'], 'base64');
  wrapped[40] = (wrapped[40] ?? 0) ^ 1;
  stored.wrappings['key-file'] = wrapped.toString('base64');
  await writeFile(keystore.file, JSON.stringify(stored));
  await expect(keystore.load()).rejects.toMatchObject({ code: 'key_unavailable' });
});

test('the recovery key opens the secrets, another one does not', async () => {
  const folder = await tempFolder();
  const secrets = generateSecrets();
  const words = generateRecoveryWords();
  await saveRecovery(folder, secrets, words);
  expect(await recoverSecrets(folder, words.join(' '))).toEqual(secrets);
  expect((await stat(join(folder, 'recovery.json'))).mode & 0o777).toBe(0o600);
  await expect(recoverSecrets(folder, generateRecoveryWords().join(' '))).rejects.toMatchObject({
    code: 'invalid_input',
  });
});

test('a missing or damaged recovery file is told as such', async () => {
  const folder = await tempFolder();
  const words = generateRecoveryWords().join(' ');
  await expect(recoverSecrets(folder, words)).rejects.toMatchObject({
    code: 'key_unavailable',
    message: expect.stringContaining('missing'),
  });
  await writeFile(join(folder, 'recovery.json'), '{}');
  await expect(recoverSecrets(folder, words)).rejects.toMatchObject({
    code: 'key_unavailable',
    message: expect.stringContaining('damaged'),
  });
});

test('protectors started at once agree on one key file', async () => {
  const { keyFile } = await newKeystore();
  const wrapped = await Promise.all(
    Array.from({ length: 8 }, () => createKeyFileProtector(keyFile).protect(Buffer.from('plain'))),
  );
  for (const one of wrapped)
    expect(String(await createKeyFileProtector(keyFile).unprotect(one))).toBe('plain');
});
