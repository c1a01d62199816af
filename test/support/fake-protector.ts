import type { SecretProtector } from '#main/platform/keystore/secrets.ts';

/** Stands in for the desktop's safeStorage, which exists only inside Electron. */
export function fakeSafeStorage(): SecretProtector {
  const flip = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0x5a));
  return {
    kind: 'safe-storage',
    warning: async () => null,
    protect: async (plain) => flip(plain),
    unprotect: async (wrapped) => flip(wrapped),
  };
}
