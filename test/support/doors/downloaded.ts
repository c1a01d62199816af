import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { SavedFile } from './door.ts';

/** What Chromium saves when that is done on the page. */
export async function downloaded(page: Page, save: () => Promise<void>): Promise<SavedFile> {
  const [download] = await Promise.all([page.waitForEvent('download'), save()]);
  const text = await readFile(await download.path(), 'utf8');
  return { name: download.suggestedFilename(), text };
}
