import type { Page } from '@playwright/test';

export type DoorKind = 'web' | 'desktop';

export type PasswordStore = 'own' | 'basic';

export interface DoorConfig {
  /** The store's folder; an empty or missing one starts with set-up. */
  readonly dataFolder: string;
  /** `basic`: a Linux desktop without a keyring, where nothing guards the desktop app's key. */
  readonly passwordStore?: PasswordStore;
}

/** A file that was saved from the screen. */
export interface SavedFile {
  readonly name: string;
  readonly text: string;
}

/** A running desk with its screen, whatever carries it. */
export interface Door {
  readonly kind: DoorKind;
  /** What the tests drive, for the run's summary: `real Electron`, for one. */
  readonly description: string;
  readonly page: Page;
  /** What is on the clipboard now. */
  clipboardText(): Promise<string>;
  /** What is saved as a file by what is done there. */
  savedFile(save: () => Promise<void>): Promise<SavedFile>;
  /** Lets the product's own clock jump ahead; the page learns of it at its next call. */
  passTime(milliseconds: number): Promise<void>;
  /** The operating system locks its screen; only a desktop can tell. */
  readonly lockOperatingSystem?: () => Promise<void>;
  close(): Promise<void>;
}
