import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { buildDesk } from '../../scripts/support/build-desk.ts';
import { findChromium } from './chromium.ts';

/** Before an end-to-end run: the desk is built, a browser is there, the run has a folder. */
export default async function prepareRun(): Promise<() => Promise<void>> {
  await access(findChromium() ?? chromium.executablePath()).catch(() => {
    throw new Error(
      'The end-to-end tests need Chromium and found none. Install it (Debian, Ubuntu: apt-get install chromium; elsewhere: npx playwright install chromium), or name one in COUNTERSIGN_CHROMIUM.',
    );
  });
  await buildDesk();
  const folder = await mkdtemp(join(tmpdir(), 'countersign-run-'));
  process.env['COUNTERSIGN_TEST_RUN'] = folder;
  return () => rm(folder, { recursive: true, force: true });
}
