import { demo } from '#test/support/demo-people.ts';
import { expect, test } from './fixtures.ts';

/** The doors themselves: what every other end-to-end test stands on. */

test('a colleague signs in, and the program’s own clock locks the screen', async ({
  door,
  page,
}) => {
  await page.getByLabel('Username').fill(demo.supervisor.username);
  await page.getByLabel('Password', { exact: true }).fill(demo.supervisor.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('navigation')).toBeVisible();
  await door.passTime(5 * 60_000 + 1_000);
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
});

test('the clipboard can be read from outside the page', async ({ door, page }) => {
  await page.getByLabel('Username').fill('copied text');
  await page.getByLabel('Username').press('ControlOrMeta+a');
  await page.getByLabel('Username').press('ControlOrMeta+c');
  expect(await door.clipboardText()).toBe('copied text');
});

test.describe('an empty folder', () => {
  test.use({ startsOn: 'empty' });

  test('starts with set-up', async ({ page }) => {
    await expect(page.getByRole('heading', { name: 'Set up Countersign' })).toBeVisible();
  });
});
