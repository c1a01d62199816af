import { findElectron } from '../../../scripts/support/electron-runtime.ts';
import type { Door, DoorConfig } from './door.ts';
import { openDoubleDoor } from './double-door.ts';
import { openElectronDoor } from './electron-door.ts';

/**
 * Starts the built desktop app on a data folder: in Electron where its runtime is present, on the
 * double elsewhere. The door's description says which of the two it was.
 */
export function openDesktopDoor(config: DoorConfig): Promise<Door> {
  const electron = canShowWindows() ? findElectron() : null;
  return electron === null ? openDoubleDoor(config) : openElectronDoor(config, electron);
}

/** Electron needs a display, and with its sandbox on it does not run as root. */
function canShowWindows(): boolean {
  if (process.platform !== 'linux') return true;
  const display = process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  return Boolean(display) && process.getuid?.() !== 0;
}
