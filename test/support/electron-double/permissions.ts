import type { Page } from '@playwright/test';
import { toStandIn } from './addresses.ts';
import { defaultSession } from './session.ts';

type ElectronPermission = Parameters<typeof defaultSession.allows>[0];

/** Permissions by Electron's name and by the DevTools protocol's. */
const names: readonly (readonly [ElectronPermission, string])[] = [
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-sanitized-write', 'clipboard-write'],
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['media', 'camera'],
  ['media', 'microphone'],
  ['midi', 'midi'],
  ['idle-detection', 'idle-detection'],
  ['storage-access', 'storage-access'],
  ['window-management', 'window-management'],
  ['local-fonts', 'local-fonts'],
  ['screen-wake-lock', 'screen-wake-lock'],
];

/**
 * Tells Chromium what the session's permission check answers, in place of Chromium's defaults. It
 * keeps to it as long as the DevTools session that said so, so that one stays.
 */
export async function applyPermissions(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  for (const [electronName, name] of names) {
    const setting = defaultSession.allows(electronName, 'app://countersign') ? 'granted' : 'denied';
    await devtools.send('Browser.setPermission', {
      permission: { name },
      setting,
      origin: new URL(toStandIn('app://countersign/')).origin,
    });
  }
}
