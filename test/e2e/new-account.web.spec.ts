import { expectAccessible } from '#test/support/axe.ts';
import { demo } from '#test/support/demo-people.ts';
import { NewAccountPage } from '#test/support/pages/new-account-page.ts';
import { SignInPage } from '#test/support/pages/sign-in-page.ts';
import { expect, test } from './fixtures.ts';

test('a new account is judged while it is typed, and as a whole when it is sent', async ({
  page,
}) => {
  await new SignInPage(page).signIn(demo.supervisor);
  const form = new NewAccountPage(page);
  await page.getByRole('button', { name: 'New account' }).click();
  await form.submit.click();
  await expect(form.field('name')).toBeFocused();
  await expect(form.form.getByText('This is required.')).toHaveCount(7);
  await form.field('name').fill('Nora Vik');
  await expect(form.form.getByText('This is required.')).toHaveCount(6);

  await form.chooseCountry('United States');
  await form.field('postalCode').fill('123');
  await expect(form.form.getByText('Postal codes of this country look different.')).toBeVisible();
  await form.field('region').fill('Ohio');
  await form.field('phone').fill('22 41 50 99');
  await expect(form.form.getByText(/can’t be dialled in this country/)).toBeVisible();
  await form.field('username').fill('larsendata');
  await expect(form.form.getByText('Another account has it already.')).toBeVisible();
  await form.field('clientId').fill(demo.larsen.clientId);
  await expect(form.form.getByText('Another account has it already.')).toHaveCount(2);
  await form.field('address1').fill('4111 1111 1111 1111');
  await expect(form.form.getByText(/payment card’s number/)).toBeVisible();
  await expect(form.field('address1')).toHaveValue('');
  await expectAccessible(page, 'new account with problems');
});
