import type { Page } from '@playwright/test';
import { ordersStrings as words } from '#renderer/strings/orders.ts';
import { expectAccessible } from '#test/support/axe.ts';
import { demo } from '#test/support/demo-people.ts';
import { DeskPage } from '#test/support/pages/desk-page.ts';
import { NewAccountPage } from '#test/support/pages/new-account-page.ts';
import { OrderDialog } from '#test/support/pages/order-dialog.ts';
import { SignInPage } from '#test/support/pages/sign-in-page.ts';
import { expect, test } from './fixtures.ts';

const { anna, per, clientId } = demo.larsen;

async function begin(page: Page) {
  await new SignInPage(page).signIn(demo.phoneAgent);
  const desk = new DeskPage(page);
  await desk.lookUpBox.press('Escape');
  await page.keyboard.press('Tab');
  const orders = new OrderDialog(page);
  await desk.pressPlainKey('o', orders.customer('new'));
  return { desk, orders };
}

test('Checkout: new or returning customer, then payment: a new customer, by keyboard alone', async ({
  door,
  page,
}) => {
  const { keyboard } = page;
  const { desk, orders } = await begin(page);
  await expectAccessible(page, 'who orders');
  await keyboard.press('Enter');
  const form = new NewAccountPage(page);
  await expect(form.field('name')).toBeFocused();
  await form.typeAndSend('Nora Vik', 'NoraVik');
  await expect(form.copy).toBeFocused();
  await keyboard.press('Tab');
  await keyboard.press('Enter');

  await expect(orders.order).toBeFocused();
  await expectAccessible(page, 'order of a new customer');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(orders.order).toHaveAccessibleDescription(words.wordsMissing);
  await keyboard.press('Shift+Tab');
  await keyboard.type('Paid by 4111 1111 1111 1111');
  await expect(orders.order).toHaveValue('');
  await expect(orders.order).toHaveAccessibleDescription(/send the caller the payment link/);
  await keyboard.type('Two mailboxes');
  await keyboard.press('Enter');
  await keyboard.type('vik.example, paid yearly');
  await keyboard.press('Tab');
  await keyboard.press('Enter');

  await expect(orders.copy).toBeFocused();
  await expectAccessible(page, 'note of an order');
  await expect(orders.note).toContainText('Ordered by: a new customer');
  await expect(orders.note).toContainText('Two mailboxes\nvik.example, paid yearly');
  await expect(orders.note).toContainText('send the payment link');
  await keyboard.press('Enter');
  await expect(orders.dialog.getByText(words.note.copied)).toBeVisible();
  expect(await door.clipboardText()).toBe(await orders.note.textContent());
  await keyboard.press('Escape');
  await expect(orders.dialog).toHaveCount(0);
  await expect(desk.account.getByRole('heading', { name: 'Nora Vik' })).toBeVisible();
});

test('Checkout: new or returning customer, then payment: a returning customer is verified first', async ({
  page,
}) => {
  const { keyboard } = page;
  const { desk, orders } = await begin(page);
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(desk.lookUpBox).toBeFocused();
  await desk.open(clientId);
  await expect(desk.requestBox).toHaveValue('Order or add a service');

  await desk.chooseCaller(per.name);
  await desk.sayCode(per.code);
  await desk.verdict.getByRole('button', { name: words.prompt }).click();
  await expect(orders.leave).toContainText('for this the code alone is not enough');
  await keyboard.press('Escape');
  await desk.endCall();

  await desk.open(clientId);
  await desk.chooseCaller(anna.name);
  await desk.sayCode(anna.code);
  await desk.verdict.getByRole('button', { name: words.prompt }).click();
  await expect(orders.leave).toContainText(`${anna.name} is verified and may ask for this.`);
  await orders.order.fill('A bigger web plan');
  await orders.submit.click();
  await expect(orders.note).toContainText(`Ordered by: ${anna.name}, verified by phone`);
  await expect(orders.dialog.locator('q')).toHaveText(words.pay.phone);
  await keyboard.press('Escape');

  await desk.pressPlainKey('o', orders.order);
  await expect(orders.recent).toContainText('A bigger web plan');
  await expectAccessible(page, 'order of a returning customer');
  await orders.recent.getByRole('button').click();
  await expect(orders.note).toContainText('A bigger web plan');
});
