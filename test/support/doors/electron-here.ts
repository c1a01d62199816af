import { findElectron } from '../../../scripts/support/electron-runtime.ts';

/** The Electron that the desktop door starts, or null where it is tested on the double. */
export function realElectron(): string | null {
  return canShowWindows() ? findElectron() : null;
}

/** Electron needs a display, and with its sandbox on it does not run as root. */
function canShowWindows(): boolean {
  if (process.platform !== 'linux') return true;
  const display = process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  return Boolean(display) && process.getuid?.() !== 0;
}
