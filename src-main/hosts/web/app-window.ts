import { apps, openApp } from 'open';

/**
 * Opens the link as an app window (no address bar, no tabs) of an installed Chrome, Chromium or
 * Edge. Does nothing where there is no display or no such browser: the printed link is enough.
 */
export async function openAppWindow(url: string): Promise<void> {
  if (!hasDisplay()) {
    return;
  }
  try {
    await openApp([apps.chrome, apps.edge].flat(), { arguments: [`--app=${url}`] });
  } catch {
    // None of them is installed.
  }
}

function hasDisplay() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY);
}
