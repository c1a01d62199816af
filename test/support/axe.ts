import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Expects no violation that axe can find on the screen as it stands, in light and in dark. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Legacy mode keeps to this page: a desktop window has no browser to open another one in.
    // React Aria's announcer points at what it has announced, for seconds after that has gone.
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode(true)
      .exclude('[data-live-announcer]')
      .analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target)}`);
    expect.soft(found, `${screen}, ${colorScheme}`).toEqual([]);
  }
}
