/** `node scripts/make-icon.ts`: draws assets/icon.svg as assets/icon.png, 1024 x 1024, transparent. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumLaunchOptions } from '../test/support/chromium.ts';
import { projectFolder } from './support/run-tool.ts';

const size = 1024;
const assets = join(projectFolder, 'assets');

const svg = await readFile(join(assets, 'icon.svg'), 'utf8');
const browser = await chromium.launch(chromiumLaunchOptions());
const page = await browser.newPage({ viewport: { width: size, height: size } });
await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
await page.screenshot({ path: join(assets, 'icon.png'), omitBackground: true });
await browser.close();
