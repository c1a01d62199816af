import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The rules that look at colours, which are all that the dark theme changes. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** Expects no violation that axe can find on the screen as it stands, in light and in dark. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Legacy mode keeps to this page: a desktop window has no browser to open another one in.
    // React Aria's announcer points at what it has announced, for seconds after that has gone.
    const axe = new AxeBuilder({ page }).setLegacyMode(true).exclude('[data-live-announcer]');
    if (colorScheme === 'dark') axe.withRules(colourRules);
    const { violations } = await axe.analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target)}`);
    expect.soft(found, `${screen}, ${colorScheme}`).toEqual([]);
  }
}
