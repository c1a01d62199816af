import { expectAccessible } from '#test/support/axe.ts';
import { demo } from '#test/support/demo-people.ts';
import { callFrom, deskOf, says } from './desk-steps.ts';
import { expect, test } from './fixtures.ts';

const { anna, per, ida, clientId, mainCode } = demo.larsen;

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
