import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generateSecrets } from '#main/platform/keystore/generate-secrets.ts';
import {
  copyRecovery,
  recoverSecrets,
  saveRecovery,
} from '#main/platform/keystore/recovery-file.ts';
import { generateRecoveryWords } from '#main/platform/keystore/recovery-key.ts';
import { encodeSecrets } from '#main/platform/keystore/secrets-codec.ts';
import { keepTeamKeys, readTeamKeys, teamKeysFile } from '#main/platform/keystore/team-keys.ts';
import { tempFolder } from '#test/support/temp-folder.ts';

const unavailable = (words: string) => ({
  code: 'key_unavailable',
  message: expect.stringContaining(words),
});

describe('which file', () => {
  const environment = { COUNTERSIGN_KEYS: '/from/variable', CREDENTIALS_DIRECTORY: '/run/creds' };

  test('the option wins over the variable, and that over the service’s credential', () => {
    expect(teamKeysFile('/from/option', environment)).toBe('/from/option');
    expect(teamKeysFile(undefined, environment)).toBe('/from/variable');
    expect(teamKeysFile('', { ...environment, COUNTERSIGN_KEYS: '' })).toBe(
      '/run/creds/countersign-keys',
    );
    expect(teamKeysFile(undefined, {})).toBeNull();
  });
});

test('keys come back whole, from a file that only its owner reads', async () => {
  const file = join(await tempFolder(), 'keys');
  const secrets = generateSecrets();
  await keepTeamKeys(file, secrets);
  expect(await readTeamKeys(file)).toEqual(secrets);
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('keeping the same keys again changes nothing, and another store’s file is left alone', async () => {
  const file = join(await tempFolder(), 'keys');
  const secrets = generateSecrets();
  await keepTeamKeys(file, secrets);
  await keepTeamKeys(file, secrets);
  await expect(keepTeamKeys(file, generateSecrets())).rejects.toMatchObject({ code: 'conflict' });
  expect(await readTeamKeys(file)).toEqual(secrets);
});

describe.skipIf(process.platform === 'win32')('who may read it', () => {
  test('a file that others may read is not used, and the message says what to do', async () => {
    const file = join(await tempFolder(), 'keys');
    await keepTeamKeys(file, generateSecrets());
    for (const mode of [0o640, 0o604, 0o440, 0o660]) {
      await chmod(file, mode);
      await expect(readTeamKeys(file)).rejects.toMatchObject(unavailable('chmod 600'));
    }
    await chmod(file, 0o400);
    await readTeamKeys(file);
  });

  test('a credential may have the mode that systemd shows, and no wider one', async () => {
    const folder = await tempFolder();
    const environment = { CREDENTIALS_DIRECTORY: folder };
    const file = join(folder, 'countersign-keys');
    await keepTeamKeys(file, generateSecrets());
    await chmod(file, 0o440);
    await readTeamKeys(file, environment);
    for (const mode of [0o444, 0o460]) {
      await chmod(file, mode);
      await expect(readTeamKeys(file, environment)).rejects.toMatchObject({
        code: 'key_unavailable',
      });
    }
    const deeper = join(folder, 'deeper');
    await mkdir(deeper);
    await keepTeamKeys(join(deeper, 'keys'), generateSecrets());
    await chmod(join(deeper, 'keys'), 0o440);
    await expect(readTeamKeys(join(deeper, 'keys'), environment)).rejects.toMatchObject({
      code: 'key_unavailable',
    });
  });
});

test('what is not there, not a keys file, or from a newer version is refused in words', async () => {
  const folder = await tempFolder();
  const file = join(folder, 'keys');
  await expect(readTeamKeys(file)).rejects.toMatchObject(unavailable('is not there'));
  await expect(readTeamKeys(folder)).rejects.toMatchObject({ code: 'key_unavailable' });
  const encoded = encodeSecrets(generateSecrets()).toString();
  const write = (content: string) => writeFile(file, content, { mode: 0o600 });
  for (const content of ['', 'not keys', encoded.slice(0, -20), encoded.repeat(200)]) {
    await write(content);
    const refusal = await readTeamKeys(file).catch((error: unknown) => error);
    expect(refusal).toMatchObject(unavailable('does not hold'));
    expect(String(refusal)).not.toContain(content || 'nothing');
  }
  await write(encoded.replace('"version":1', '"version":2'));
  await expect(readTeamKeys(file)).rejects.toMatchObject({ code: 'newer_store' });
});

describe('the recovery file beside it', () => {
  test('is copied to another folder, where the same recovery key opens the same keys', async () => {
    const [from, to] = [await tempFolder(), await tempFolder()];
    const secrets = generateSecrets();
    const words = generateRecoveryWords();
    await saveRecovery(from, secrets, words);
    await copyRecovery(from, to, secrets);
    await copyRecovery(from, to, secrets);
    expect(await recoverSecrets(to, words.join(' '))).toEqual(secrets);
  });

  test('of another store is neither copied nor written over', async () => {
    const [from, to] = [await tempFolder(), await tempFolder()];
    const [secrets, others] = [generateSecrets(), generateSecrets()];
    await saveRecovery(from, secrets, generateRecoveryWords());
    await expect(copyRecovery(from, to, others)).rejects.toMatchObject({ code: 'conflict' });
    await saveRecovery(to, others, generateRecoveryWords());
    const before = await readFile(join(to, 'recovery.json'), 'utf8');
    await expect(copyRecovery(from, to, secrets)).rejects.toMatchObject({ code: 'conflict' });
    expect(await readFile(join(to, 'recovery.json'), 'utf8')).toBe(before);
    await rm(join(from, 'recovery.json'));
    await expect(copyRecovery(from, to, secrets)).rejects.toMatchObject({
      code: 'key_unavailable',
    });
  });
});
