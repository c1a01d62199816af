import { expectAccessible } from '#test/support/axe.ts';
import { demo } from '#test/support/demo-people.ts';
import { DeskPage } from '#test/support/pages/desk-page.ts';
import { NewAccountPage } from '#test/support/pages/new-account-page.ts';
import { SignInPage } from '#test/support/pages/sign-in-page.ts';
import { expect, test } from './fixtures.ts';

test('Create Account form, required fields marked with an asterisk, then a link to sign in: by keyboard alone', async ({
  door,
  page,
}) => {
  await new SignInPage(page).signIn(demo.phoneAgent);
  const desk = new DeskPage(page);
  const form = new NewAccountPage(page);
  await desk.lookUpBox.press('Escape');
  await page.keyboard.press('Tab');
  await desk.pressPlainKey('n', form.field('name'));
  await expect(form.form.getByText('Fields with an asterisk are required')).toBeVisible();
  await expectAccessible(page, 'new account');

  await form.typeAndSend('Nora Vik', 'NoraVik');
  await expect(form.copy).toBeFocused();
  await expectAccessible(page, 'sign-in instructions');
  await expect(form.instructions).toContainText('Username: noravik');
  await expect(form.instructions).toContainText(/Client ID: \d{6}/);
  const { keyboard } = page;
  await keyboard.press('Enter');
  await expect(page.getByText('Copied. Paste them')).toBeVisible();
  expect(await door.clipboardText()).toBe(await form.instructions.textContent());
  await keyboard.press('Tab');
  await expect(form.show).toBeFocused();
  await keyboard.press('Enter');
  await expect(desk.account.getByRole('heading', { name: 'Nora Vik' })).toBeVisible();
  await expect(desk.caller(/^Nora Vik/)).toBeVisible();
});
