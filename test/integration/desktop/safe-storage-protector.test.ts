import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createSafeStorageProtector } from '#main/hosts/desktop/safe-storage-protector.ts';
import { safeStorage } from '#test/support/electron-double/machine.ts';

vi.mock('electron', () => import('#test/support/electron-double/electron.ts'));

const protector = createSafeStorageProtector();
const onLinux = process.platform === 'linux';

beforeEach(() => {
  safeStorage.available = true;
  safeStorage.backend = 'gnome_libsecret';
  safeStorage.plainTextAllowed = false;
});

describe('the desktop’s guard of the store’s key', () => {
  it('gives back every byte it was given', async () => {
    for (const length of [0, 1, 32, 255]) {
      const secret = randomBytes(length);
      const wrapped = await protector.protect(secret);
      expect(wrapped.includes(secret.toString('base64')) && length > 0).toBe(false);
      expect((await protector.unprotect(wrapped)).equals(secret)).toBe(true);
    }
  });

  it('rejects bytes that were wrapped elsewhere, or changed', async () => {
    const wrapped = await protector.protect(randomBytes(32));
    wrapped[wrapped.length - 1] = (wrapped.at(-1) ?? 0) ^ 1;
    await expect(protector.unprotect(wrapped)).rejects.toThrow();
    await expect(protector.unprotect(randomBytes(80))).rejects.toThrow();
  });

  it('has nothing to warn of where a keyring guards the key', async () => {
    expect(await protector.warning()).toBeNull();
  });

  it.runIf(onLinux)('says plainly that nothing guards the key without a keyring', async () => {
    safeStorage.backend = 'basic_text';
    expect(await protector.warning()).toContain('not protected');
    const secret = randomBytes(32);
    expect((await protector.unprotect(await protector.protect(secret))).equals(secret)).toBe(true);
  });

  it('says what to do when the keyring does not answer, and keeps nothing unguarded', async () => {
    safeStorage.available = false;
    expect(await protector.warning()).toContain('Unlock it');
    await expect(protector.protect(randomBytes(32))).rejects.toThrow();
    expect(safeStorage.plainTextAllowed).toBe(false);
  });
});
