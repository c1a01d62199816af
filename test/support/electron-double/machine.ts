import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type {
  Dialog,
  Menu as ElectronMenu,
  NativeTheme,
  PowerMonitor,
  SafeStorage,
} from 'electron';
import { app } from './app.ts';

/* What Electron has of the machine around the app. */

class PowerMonitorDouble extends EventEmitter implements Pick<PowerMonitor, 'getSystemIdleState'> {
  idleState: ReturnType<PowerMonitor['getSystemIdleState']> = 'active';

  getSystemIdleState() {
    return this.idleState;
  }
}
export const powerMonitor = new PowerMonitorDouble();

/** The clipboard is Chromium's own, so that a page can be pasted into for real. */
const clear = () => void app.browser().then((browser) => browser.putOnClipboard(''));
export const clipboard = { clear, selection: { clear: () => {} } };

class NativeThemeDouble extends EventEmitter implements Pick<NativeTheme, 'shouldUseDarkColors'> {
  shouldUseDarkColors = false;
}
export const nativeTheme = new NativeThemeDouble();

/** Error boxes, for tests to read; a process of its own prints them. */
export const errorBoxes: { readonly title: string; readonly content: string }[] = [];
export const dialog = {
  showErrorBox(title, content) {
    errorBoxes.push({ title, content });
    process.stderr.write(`${title}: ${content}\n`);
  },
} satisfies Pick<Dialog, 'showErrorBox'>;

/** A menu is its template. */
export const applicationMenu: { template: Electron.MenuItemConstructorOptions[] } = {
  template: [],
};
export const Menu = {
  buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => template,
  setApplicationMenu: (template: Electron.MenuItemConstructorOptions[]) => {
    applicationMenu.template = template;
  },
} satisfies Record<
  keyof Pick<typeof ElectronMenu, 'buildFromTemplate' | 'setApplicationMenu'>,
  unknown
>;

/** AES-256-GCM under a random key, which stands for the keyring and outlives the process. */
class SafeStorageDouble
  implements
    Pick<
      SafeStorage,
      | 'encryptStringAsync'
      | 'decryptStringAsync'
      | 'isAsyncEncryptionAvailable'
      | 'getSelectedStorageBackend'
      | 'setUsePlainTextEncryption'
    >
{
  available = true;
  backend: ReturnType<SafeStorage['getSelectedStorageBackend']> = process.argv.includes(
    '--password-store=basic',
  )
    ? 'basic_text'
    : 'gnome_libsecret';
  plainTextAllowed = false;
  /** Where the keyring is kept between two starts; in memory alone without it. */
  keyringFile = process.env['COUNTERSIGN_DOUBLE_KEYRING'];
  #key: Buffer | undefined;

  async encryptStringAsync(plainText: string): Promise<Buffer> {
    this.#refuseWithoutKeyring();
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#keyring(), nonce);
    const sealed = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  async decryptStringAsync(encrypted: Buffer) {
    this.#refuseWithoutKeyring();
    const decipher = createDecipheriv('aes-256-gcm', this.#keyring(), encrypted.subarray(0, 12));
    decipher.setAuthTag(encrypted.subarray(12, 28));
    const plain = Buffer.concat([decipher.update(encrypted.subarray(28)), decipher.final()]);
    return { result: plain.toString('utf8'), shouldReEncrypt: false };
  }

  async isAsyncEncryptionAvailable(): Promise<boolean> {
    return this.available;
  }

  getSelectedStorageBackend() {
    return this.backend;
  }

  setUsePlainTextEncryption(usePlainText: boolean): void {
    this.plainTextAllowed = usePlainText;
  }

  #refuseWithoutKeyring(): void {
    const unguarded = this.backend === 'basic_text' && !this.plainTextAllowed;
    if (!this.available || unguarded) throw new Error('Encryption is not available.');
  }

  #keyring(): Buffer {
    if (this.#key !== undefined) return this.#key;
    const file = this.keyringFile;
    this.#key = file === undefined ? randomBytes(32) : keyIn(file);
    return this.#key;
  }
}

/** The key of a file, made if it is missing; of several processes at once the first one's counts. */
function keyIn(file: string): Buffer {
  if (!existsSync(file)) {
    const own = `${file}.${process.pid}`;
    writeFileSync(own, randomBytes(32), { mode: 0o600 });
    try {
      linkSync(own, file);
    } catch {
      // Another process was first.
    }
    rmSync(own);
  }
  return readFileSync(file);
}

export const safeStorage = new SafeStorageDouble();
