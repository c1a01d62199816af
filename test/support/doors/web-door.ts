import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumLaunchOptions } from '../chromium.ts';
import { startChildProgram } from './child-program.ts';
import type { Door, DoorConfig } from './door.ts';
import { downloaded } from './downloaded.ts';
import { hashing } from './hashing.ts';

/** What a browser with windows lets every page do; one without windows has nobody to ask. */
const asAnyone = ['clipboard-write'];

/** Serves the desk of a data folder from a process of its own and opens Chromium at its link. */
export async function openWebDoor({ dataFolder }: DoorConfig): Promise<Door> {
  const program = join(import.meta.dirname, 'web-server.ts');
  const server = startChildProgram(program, [dataFolder], hashing());
  const browser = await chromium.launch(chromiumLaunchOptions());
  const close = async () => {
    await browser.close();
    await server.stop();
  };
  try {
    const url = await server.lineMatching(/^http:/);
    const context = await browser.newContext();
    await context.grantPermissions(asAnyone);
    const page = await context.newPage();
    await page.goto(url);
    return {
      kind: 'web',
      description: 'Chromium at the web host',
      page,
      async clipboardText() {
        await context.grantPermissions(['clipboard-read']);
        const text = await page.evaluate(() => navigator.clipboard.readText());
        await context.clearPermissions();
        await context.grantPermissions(asAnyone);
        return text;
      },
      savedFile: (save) => downloaded(page, save),
      async passTime(milliseconds) {
        await server.passTime(milliseconds);
        // The page is told of records, and time is none: it takes its pulse when looked at again.
        await page.evaluate(() => window.dispatchEvent(new Event('focus')));
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
