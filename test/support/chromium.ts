import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { LaunchOptions } from '@playwright/test';

/**
 * Which of Chromium's builds is wanted: `light` is the one without windows, which starts in half the
 * time and is the same engine; `whole` is the one that people use, profile and all.
 */
type Build = 'light' | 'whole';

const light = ['chromium-headless-shell', 'chrome-headless-shell'];
const whole = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The browser of the tests: COUNTERSIGN_CHROMIUM if it is set, else one on the PATH, of the other
 * build where the wanted one is missing, else undefined, which means Playwright's own.
 */
export function findChromium(wanted: Build = 'light'): string | undefined {
  const named = process.env['COUNTERSIGN_CHROMIUM'];
  if (named) return named;
  const names = wanted === 'light' ? [...light, ...whole] : [...whole, ...light];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

/** How every test starts it: no first-run pages, and nothing it would fetch of its own accord. */
export function chromiumLaunchOptions(wanted: Build = 'light'): LaunchOptions {
  const executablePath = findChromium(wanted);
  // Chromium's sandbox refuses to run as root, which is what containers usually are.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return {
    ...(executablePath !== undefined && { executablePath }),
    args: [
      ...sandbox,
      '--disable-quic',
      // Without a graphics card Chromium would work out each frame as one does, on the processor.
      '--disable-gpu',
      '--disable-software-rasterizer',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
