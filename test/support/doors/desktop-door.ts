import type { Door, DoorConfig } from './door.ts';
import { openDoubleDoor } from './double-door.ts';
import { openElectronDoor } from './electron-door.ts';
import { realElectron } from './electron-here.ts';

/**
 * Starts the built desktop app on a data folder: in Electron where its runtime is present, on the
 * double elsewhere. The door's description says which of the two it was.
 */
export function openDesktopDoor(config: DoorConfig): Promise<Door> {
  const electron = realElectron();
  return electron === null ? openDoubleDoor(config) : openElectronDoor(config, electron);
}
