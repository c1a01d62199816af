import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { buildDesk } from '../../scripts/support/build-desk.ts';
import { chromiumLaunchOptions } from '../support/chromium.ts';
import type { Evidence } from '../support/evidence/evidence.ts';
import { startProgram } from '../support/processes.ts';
import { median, percentile, rounded } from '../support/statistics.ts';
import { demoFolder } from '../support/test-desk.ts';

/** How long a start took from its command: to the printed address, and to a field with the focus. */
interface Start {
  readonly address: number;
  readonly usable: number;
}

/** From the command to a sign-in that can be typed into, against a bare server with a bare page. */
export const evidence: Evidence = {
  id: 'web-start',
  title: 'Start of the web host to its first usable screen, against a bare Node server and page',
  async run({ full }) {
    const rounds = full ? 15 : 2;
    await buildDesk();
    const folder = await demoFolder();
    const browser = await chromium.launch(chromiumLaunchOptions('whole'));
    const serve = ['serve', '--data-folder', folder];
    const starts: Start[] = [];
    const bare: Start[] = [];
    try {
      for (let round = 0; round < rounds; round++) {
        starts.push(await start(browser, 'src-main/hosts/cli/main.ts', serve));
        bare.push(await start(browser, 'test/support/workers/bare-page.ts', []));
      }
    } finally {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    }
    const usable = starts.map((one) => one.usable);
    const bareUsable = bare.map((one) => one.usable);
    return {
      // No bound is set: what counts is that every start came to a screen.
      passed: usable.length === rounds,
      facts: {
        rounds,
        'address printed p50 (ms)': rounded(median(starts.map((one) => one.address)), 0),
        'sign-in usable p50 (ms)': rounded(median(usable), 0),
        'sign-in usable p95 (ms)': rounded(percentile(usable, 95), 0),
        'bare page usable p50 (ms)': rounded(median(bareUsable), 0),
        'ratio of the p50s': rounded(median(usable) / median(bareUsable)),
      },
    };
  },
};

async function start(browser: Browser, program: string, args: readonly string[]): Promise<Start> {
  const context = await browser.newContext();
  const from = performance.now();
  const server = startProgram(resolve(program), args);
  try {
    const url = /http:\S+/.exec(await server.line())?.[0] ?? '';
    const address = performance.now() - from;
    const page = await context.newPage();
    await page.goto(url, { waitUntil: 'commit' });
    await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement);
    return { address, usable: performance.now() - from };
  } finally {
    server.child.kill('SIGTERM');
    await server.ended();
    await context.close();
  }
}
