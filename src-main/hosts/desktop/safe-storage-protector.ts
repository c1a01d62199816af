import { safeStorage } from 'electron';
import type { SecretProtector } from '../../platform/keystore/secrets.ts';

const noKeyring =
  'This computer has no password store that Countersign can use, so the key of the data is not ' +
  'protected: whoever can read the data folder can read the data. Install and unlock a keyring ' +
  '(GNOME Keyring or KWallet) and start Countersign from that desktop session.';

const keyringSilent =
  'The password store of this computer does not answer, so the key of the data can be neither ' +
  'kept nor read. Unlock it and start Countersign again.';

/**
 * Guards the store's key with the operating system's own password store: Keychain on macOS, DPAPI
 * on Windows, a keyring on Linux. To be used after the app is ready. safeStorage takes text, so the
 * bytes travel in base64.
 */
export function createSafeStorageProtector(): SecretProtector {
  return {
    kind: 'safe-storage',
    async warning() {
      if (isUnguarded()) return noKeyring;
      return (await safeStorage.isAsyncEncryptionAvailable()) ? null : keyringSilent;
    },
    async protect(plain) {
      allowUnguarded();
      return safeStorage.encryptStringAsync(plain.toString('base64'));
    },
    async unprotect(wrapped) {
      allowUnguarded();
      const { result } = await safeStorage.decryptStringAsync(wrapped);
      return Buffer.from(result, 'base64');
    },
  };
}

/** On Linux without a keyring the key is wrapped with a password that is known to everybody. */
function isUnguarded(): boolean {
  return process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
}

/** Without this Electron would refuse; the warning above says plainly what it means. */
function allowUnguarded(): void {
  if (isUnguarded()) safeStorage.setUsePlainTextEncryption(true);
}
