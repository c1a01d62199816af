import { codesStrings, setCodeStrings } from '#renderer/strings/set-code.ts';
import { expectAccessible } from '#test/support/axe.ts';
import { demo } from '#test/support/demo-people.ts';
import { CodesDialog } from '#test/support/pages/codes-dialog.ts';
import { SignInPage } from '#test/support/pages/sign-in-page.ts';
import { approveBesides, expectVerdict, openAs } from './desk-steps.ts';
import { expect, test } from './fixtures.ts';

const { anna, per, clientId } = demo.larsen;
const chosen = 'wobbly lantern soup';
const why = 'The owner came by with an identity card';

test('a code is drawn, read out by the spelling alphabet, set, and never shown again', async ({
  page,
}) => {
  const desk = await openAs(page, demo.supervisor, clientId);
  const codes = new CodesDialog(page);
  await codes.open();
  await codes.chooseHolder(per.name);
  await codes.giveReason(why);
  await codes.chooseSource('characters');
  const drawn = await codes.draw();
  expect(drawn).toMatch(/^([0-9A-Z] ){7}[0-9A-Z]$/);
  await expectAccessible(page, 'drawn code');
  await codes.confirmDrawn();
  expect(await page.content()).not.toContain(drawn.replaceAll(' ', ''));
  await codes.open();
  await codes.chooseHolder(per.name);
  await expect(codes.standing).toContainText(codesStrings.badges.strong);
  await expect(codes.standing).toContainText(codesStrings.badges.generated);
  await expect(codes.sheet).toHaveCount(0);
  await codes.close();
  await expectVerdict(desk, clientId, per.name, drawn, 'verified');
});

test('four words are drawn; a lock takes them off the screen for good', async ({ door, page }) => {
  const desk = await openAs(page, demo.supervisor, clientId);
  const codes = new CodesDialog(page);
  await codes.open();
  await codes.giveReason(why);
  await codes.chooseSource('words');
  const drawn = await codes.draw();
  expect(drawn.split(' ')).toHaveLength(4);
  await page.keyboard.press('Escape');
  await expect(codes.dialog).toHaveCount(0);
  await codes.open();
  await codes.giveReason(why);
  await codes.chooseSource('words');
  await codes.draw();
  await door.passTime(5 * 60_000 + 1000);
  const signIn = new SignInPage(page);
  await expect(signIn.lockedHeading).toBeVisible();
  await signIn.unlock(demo.supervisor.password);
  await expect(desk.account).toBeVisible();
  await expect(codes.dialog).toHaveCount(0);
});

test('a disabled code verifies nobody until it is enabled; one to be changed prompts the agent', async ({
  page,
}) => {
  const desk = await openAs(page, demo.supervisor, clientId);
  const codes = new CodesDialog(page);
  const change = async (action: 'disable' | 'enable' | 'requireChange') => {
    await codes.open();
    await codes.chooseHolder(anna.name);
    await codes.chooseAction(action);
    await codes.giveReason(why);
    await codes.carryOut(action);
    await codes.close();
  };
  await change('disable');
  await expectVerdict(desk, clientId, anna.name, anna.code, 'not_verified');
  await change('enable');
  await change('requireChange');
  await desk.chooseCaller(anna.name);
  await desk.sayCode(anna.code);
  await expect(desk.verdict).toHaveAttribute('data-verdict', 'verified');
  await desk.call.getByRole('button', { name: codesStrings.prompt }).click();
  await expect(codes.standing).toContainText(codesStrings.badges.mustChange.used);
});

test('an agent sets the caller’s code after a call-back and a supervisor’s approval', async ({
  doorKind,
  dataFolder,
  page,
}) => {
  const desk = await openAs(page, demo.phoneAgent, clientId);
  const codes = new CodesDialog(page);
  await codes.open();
  await expect(codes.leave).toContainText('No caller on this account is verified.');
  await codes.close();
  await desk.chooseCaller(anna.name);
  await desk.sayCode(anna.code);
  await expect(desk.verdict).toHaveAttribute('data-verdict', 'verified');
  await codes.open();
  await codes.leave.getByRole('button', { name: 'Show numbers on record' }).click();
  await codes.leave
    .getByRole('button', { name: /^Reached them on / })
    .first()
    .click();
  await expect(codes.leave).toContainText('A supervisor has been asked.');
  await expectAccessible(page, 'supervisor asked');

  await approveBesides(doorKind, dataFolder, anna.name);
  await expect(codes.leave).toContainText('a supervisor approved it');
  await codes.typeTwice(chosen);
  await expect(codes.dialog).toHaveCount(0);
  await desk.endCall();
  await desk.open(clientId);
  await expectVerdict(desk, clientId, anna.name, chosen, 'verified');
});

test('a code is drawn and set by keyboard alone', async ({ page }) => {
  const { keyboard } = page;
  await openAs(page, demo.supervisor, clientId);
  const codes = new CodesDialog(page);
  await keyboard.press('Tab');
  await expect(async () => {
    await keyboard.press('k');
    await expect(codes.standing).toBeVisible({ timeout: 300 });
  }).toPass();
  await codes.tabTo(codes.leave.getByRole('textbox'));
  await keyboard.type(why);
  await keyboard.press('Tab');
  await keyboard.press('ArrowDown');
  await codes.tabTo(codes.dialog.getByRole('button', { name: setCodeStrings.draw }));
  await keyboard.press('Enter');
  await expect(codes.sheet.getByRole('listitem')).toHaveCount(4);
  await expect(codes.dialog.getByRole('button', { name: setCodeStrings.confirm })).toBeFocused();
  await keyboard.press('Enter');
  await expect(codes.dialog).toHaveCount(0);
});
