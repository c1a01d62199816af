import { create } from 'zustand';

/** One key of the screen that is up now. */
export interface Hotkey {
  /** E.g. `/`, `V`, `Enter`, `Alt+L`, `Ctrl+Enter`. A single letter or sign is a plain key. */
  readonly keys: string;
  /** What it does, for the key list. */
  readonly label: string;
  /** A word or two for the status bar; without it the key is in the list only. */
  readonly bar?: string;
  /** Heading in the key list. */
  readonly group?: string;
  /** False: listed nowhere and does nothing. */
  readonly enabled?: boolean;
  readonly run: () => void;
}

interface HotkeyState {
  /** Newest owner last: where two own the same key, the newest has it. */
  readonly owners: readonly { readonly id: string; readonly hotkeys: readonly Hotkey[] }[];
  /** How many dialogs hold the keys back. */
  readonly holds: number;
  /** Plain keys work alone; if not, they need Alt (WCAG 2.2, 2.1.4). */
  readonly plainKeys: boolean;
  readonly helpOpen: boolean;
}

/** The key that opens the list of all keys. */
export const helpKey = '?';

const plainKeysItem = 'countersign.plain-keys';

export const useHotkeyStore = create<HotkeyState>(() => ({
  owners: [],
  holds: 0,
  plainKeys: localStorage.getItem(plainKeysItem) !== 'off',
  helpOpen: false,
}));

/** Puts an owner's keys into the registry, in place of those it had. */
export function registerHotkeys(id: string, hotkeys: readonly Hotkey[]): void {
  useHotkeyStore.setState(({ owners }) => {
    const known = owners.some((owner) => owner.id === id);
    const entry = { id, hotkeys };
    return {
      owners: known ? owners.map((owner) => (owner.id === id ? entry : owner)) : [...owners, entry],
    };
  });
}

/** Takes an owner's keys out again. */
export function unregisterHotkeys(id: string): void {
  useHotkeyStore.setState(({ owners }) => ({ owners: owners.filter((owner) => owner.id !== id) }));
}

/** Keys are held back while a dialog is up. Returns the release. */
export function holdHotkeys(): () => void {
  useHotkeyStore.setState(({ holds }) => ({ holds: holds + 1 }));
  return () => useHotkeyStore.setState(({ holds }) => ({ holds: holds - 1 }));
}

/** Whether single letters and signs work alone; kept on this computer. */
export function setPlainKeys(plainKeys: boolean): void {
  localStorage.setItem(plainKeysItem, plainKeys ? 'on' : 'off');
  useHotkeyStore.setState({ plainKeys });
}

export function setHotkeyHelpOpen(helpOpen: boolean): void {
  useHotkeyStore.setState({ helpOpen });
}

/** True for a key that would collide with typing: one character, no modifier. */
export function isPlainKey(keys: string): boolean {
  return [...keys].length === 1;
}
