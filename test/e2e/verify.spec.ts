import { expectAccessible } from '#test/support/axe.ts';
import { demo } from '#test/support/demo-people.ts';
import type { DeskPage } from '#test/support/pages/desk-page.ts';
import { deskOf } from './desk-steps.ts';
import { expect, test } from './fixtures.ts';

const { anna, per, ida, clientId, mainCode } = demo.larsen;
const wrong = 'certainly not it';
const second = 1000;

async function callFrom(desk: DeskPage, client: string, contact: string | null) {
  await desk.open(client);
  await desk.chooseCaller(contact);
}

const says = (desk: DeskPage, verdict: string) =>
  expect(desk.verdict).toHaveAttribute('data-verdict', verdict);

test('look-up finds an account by whatever the caller gives', async ({ page }) => {
  const desk = await deskOf(page, demo.phoneAgent);
  await expect(desk.lookUpBox).toBeFocused();
  for (const query of [clientId, 'larsen data', 'LÁRSEN', 'anna lars', 'larsendata']) {
    await desk.lookUp(query);
    await expect(desk.result(/Larsen Data AS/).first()).toBeVisible();
  }
  await expectAccessible(page, 'look-up');
  await desk.lookUp(anna.code);
  await expect(page.getByText(/^Nothing matches/)).toBeVisible();
});

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

test('the right main code verifies whoever may use it, and nobody else', async ({ page }) => {
  const desk = await deskOf(page, demo.phoneAgent);
  await callFrom(desk, clientId, ida.name);
  const asked = await desk.wordsToSay.textContent();
  await desk.sayCode(mainCode);
  await says(desk, 'not_verified');
  await desk.endCall();
  await callFrom(desk, clientId, null);
  expect(await desk.wordsToSay.textContent()).toBe(asked);
  await desk.sayCode(mainCode);
  await says(desk, 'not_verified');
  await desk.endCall();
  await callFrom(desk, clientId, per.name);
  expect(await desk.wordsToSay.textContent()).toBe(asked);
  await desk.sayCode(mainCode);
  await says(desk, 'verified');
});

test('a disabled code: a call-back, then a supervisor who is somebody else', async ({ page }) => {
  let desk = await deskOf(page, demo.phoneAgent);
  await callFrom(desk, demo.disabled.clientId, demo.disabled.contact);
  await says(desk, 'disabled');
  await expectAccessible(page, 'disabled');
  await desk.askSupervisorAfterCallBack();
  await desk.endCall();
  await desk.signOut();
  desk = await deskOf(page, demo.supervisor);
  const approvals = await desk.openApprovals();
  await expectAccessible(page, 'approvals');
  await page.keyboard.press('Escape');
  await approvals.waitFor({ state: 'detached' });
  await desk.decideOnCode(demo.disabled.contact, 'enable', 'Reached on the number on record');
  await callFrom(desk, demo.disabled.clientId, demo.disabled.contact);
  await expect(desk.codeField).toBeEditable();
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
