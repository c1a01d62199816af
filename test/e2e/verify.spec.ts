import { expectAccessible } from '#test/support/axe.ts';
import { demo } from '#test/support/demo-people.ts';
import { callFrom, deskOf, says } from './desk-steps.ts';
import { expect, test } from './fixtures.ts';

const { anna, clientId } = demo.larsen;
const wrong = 'certainly not it';
const second = 1000;

test('Security code asked at each call or chat: the right one verifies, unmasks, and ends with the call', async ({
  page,
}) => {
  const desk = await deskOf(page, demo.phoneAgent);
  await callFrom(desk, clientId, anna.name);
  await expect(desk.account).toContainText('•');
  await expect(desk.wordsToSay).toHaveText(/security code/);
  await expectAccessible(page, 'call');
  await desk.sayCode(anna.code);
  await says(desk, 'verified');
  await expect(desk.verdict).toContainText('VERIFIED');
  await expect(desk.codeField).toHaveCount(0);
  await expect(desk.account).not.toContainText('•');
  await expectAccessible(page, 'verified');
  await desk.chooseRequest('Change the e-mail address on file');
  await says(desk, 'approval');
  await desk.endCall();
  await expect(desk.calls.getByRole('button')).toHaveCount(0);
});

test('wrong codes leave fewer tries, then a wait that counts down, then one more try', async ({
  door,
  page,
}) => {
  const desk = await deskOf(page, demo.phoneAgent);
  await callFrom(desk, clientId, anna.name);
  await desk.sayCode(wrong);
  await says(desk, 'not_verified');
  await expect(desk.verdict).toContainText('2 tries left');
  await expect(desk.codeField).toHaveValue('');
  await expectAccessible(page, 'not verified');
  await desk.sayCode(wrong);
  await expect(desk.verdict).toContainText('1 try left');
  await desk.sayCode(wrong);
  await expect(desk.codeField).toHaveCount(0);
  await desk.endCall();
  await callFrom(desk, clientId, anna.name);
  await says(desk, 'wait');
  await expect(desk.verdict.getByRole('timer')).toHaveText(/0:[0-2]\d/);
  await expectAccessible(page, 'wait');
  await door.passTime(31 * second);
  await expect(desk.codeField).toBeEditable();
  await desk.sayCode(anna.code);
  await says(desk, 'verified');
});

test('Security code asked at each call or chat: a pasted one is checked at once, exposed, and gone from the clipboard', async ({
  door,
  page,
}) => {
  const desk = await deskOf(page, demo.chatAgent);
  await callFrom(desk, clientId, anna.name);
  await desk.pasteCode(anna.code);
  await says(desk, 'verified');
  await expect(desk.call).toContainText('The code now stands in the chat');
  await expect.poll(() => door.clipboardText()).toBe('');
});
