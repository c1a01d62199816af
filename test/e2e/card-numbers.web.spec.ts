import { expectAccessible } from '#test/support/axe.ts';
import { demo } from '#test/support/demo-people.ts';
import { DeskPage } from '#test/support/pages/desk-page.ts';
import { SignInPage } from '#test/support/pages/sign-in-page.ts';
import { expect, test } from './fixtures.ts';

/** Published for testing by card companies. */
const card = '4111 1111 1111 1111';
const why = /looks like a payment card’s number/;

test('a card number is refused with a reason in look-up and as a code', async ({ page }) => {
  await new SignInPage(page).signIn(demo.supervisor);
  const desk = new DeskPage(page);
  await desk.lookUpBox.fill(card);
  await expect(desk.lookUpBox).toHaveValue('');
  await expect(desk.lookUpBox).toHaveAccessibleDescription(why);
  await expectAccessible(page, 'card number refused in look-up');

  await desk.open(demo.larsen.clientId);
  await expect(desk.lookUpBox).not.toHaveAccessibleDescription(why);
  await desk.chooseChannel('phone');
  await desk.chooseCaller(demo.larsen.anna.name);
  await desk.codeField.pressSequentially(card);
  await expect(desk.codeField).toHaveValue('');
  await expect(desk.codeField).toHaveAccessibleDescription(why);
  await expectAccessible(page, 'card number refused as a code');
  await desk.sayCode(demo.larsen.anna.code);
  await expect(desk.verdict).toHaveAttribute('data-verdict', 'verified');
});
