import { demo } from '#test/support/demo-people.ts';
import { DeskPage } from '#test/support/pages/desk-page.ts';
import { LogPage } from '#test/support/pages/log-page.ts';
import { expect, test } from './fixtures.ts';

const { anna, clientId } = demo.larsen;

test('a supervisor signs in, verifies a caller and reads the log without a mouse', async ({
  page,
}) => {
  const { keyboard } = page;
  const desk = new DeskPage(page);
  await expect(page.getByRole('textbox', { name: 'Username' })).toBeFocused();
  await keyboard.type(demo.supervisor.username);
  await keyboard.press('Tab');
  await keyboard.type(demo.supervisor.password);
  await keyboard.press('Enter');

  await expect(desk.lookUpBox).toBeFocused();
  await keyboard.type(clientId);
  await expect(desk.result(/Larsen Data AS/)).toBeVisible();
  await keyboard.press('Enter');
  await desk.callers.waitFor();
  // Plain keys stay silent for half a second after typing.
  await expect(async () => {
    await keyboard.press('c');
    await expect(desk.caller(/^Anna Larsen/)).toBeFocused({ timeout: 300 });
  }).toPass();
  await keyboard.press('Space');
  await expect(desk.codeField).toBeFocused();
  await keyboard.type('certainly not it');
  await keyboard.press('Enter');
  await expect(desk.verdict).toHaveAttribute('data-verdict', 'not_verified');
  await expect(desk.codeField).toBeFocused();
  await keyboard.type(anna.code.toUpperCase());
  await keyboard.press('Enter');
  await expect(desk.verdict).toHaveAttribute('data-verdict', 'verified');
  await expect(async () => {
    await keyboard.press('e');
    await expect(desk.verdict).toHaveCount(0, { timeout: 300 });
  }).toPass();

  await keyboard.press('/');
  await expect(desk.lookUpBox).toBeFocused();
  await keyboard.press('Escape');
  await keyboard.press('Tab');
  const log = new LogPage(page);
  await expect(async () => {
    await keyboard.press('a');
    await expect(log.table).toBeVisible({ timeout: 300 });
  }).toPass();
  await keyboard.press('Alt+l');
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await keyboard.type(demo.supervisor.password);
  await keyboard.press('Enter');
  await expect(log.table).toBeVisible();
});
