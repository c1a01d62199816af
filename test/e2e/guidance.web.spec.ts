import { expectAccessible } from '#test/support/axe.ts';
import { demo } from '#test/support/demo-people.ts';
import { deskOf, openAs } from './desk-steps.ts';
import { expect, test } from './fixtures.ts';

const { anna, clientId } = demo.larsen;

test('an agent answers a caller’s questions about codes by keyboard, one at a time', async ({
  page,
}) => {
  const desk = await openAs(page, demo.phoneAgent, clientId);
  await desk.chooseCaller(anna.name);
  await desk.codeField.press('Escape');
  await desk.pressPlainKey('q', desk.question('What is a security code?'));
  await expectAccessible(page, 'questions');
  await page.keyboard.press('Enter');
  await expect(desk.answer).toHaveText(/A password you choose for calls and chats/);
  await expectAccessible(page, 'answer');
  await page.keyboard.press('Tab');
  await expect(desk.question('How do I use it?')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(desk.answer).toHaveText(/capitals, spaces and dashes don’t matter/);
  await page.keyboard.press('Escape');
  await expect(desk.questions).toHaveCount(0);
  await desk.pressPlainKey('v', desk.codeField);
});

test('in a chat the answer is copied, also before there is a call', async ({ door, page }) => {
  const desk = await deskOf(page, demo.chatAgent);
  await desk.call.getByRole('button', { name: 'Answer a caller' }).click();
  await desk.question('What should my code be?').click();
  await desk.questions.getByRole('button', { name: 'Copy these words' }).click();
  expect(await door.clipboardText()).toBe(await desk.answer.textContent());
});
