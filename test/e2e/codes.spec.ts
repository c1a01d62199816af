import { codeRefusals, codesStrings, setCodeStrings } from '#renderer/strings/set-code.ts';
import { expectAccessible } from '#test/support/axe.ts';
import { demo } from '#test/support/demo-people.ts';
import { CodesDialog } from '#test/support/pages/codes-dialog.ts';
import { DeskPage } from '#test/support/pages/desk-page.ts';
import { NewAccountPage } from '#test/support/pages/new-account-page.ts';
import { SignInPage } from '#test/support/pages/sign-in-page.ts';
import { expectVerdict, openAs } from './desk-steps.ts';
import { expect, test } from './fixtures.ts';

const { anna, ida, clientId, mainCode } = demo.larsen;
const chosen = 'wobbly lantern soup';
const why = 'The owner came by with an identity card';

test('Every authorized contact needs access to a code. Option 2: own code: typed twice, it verifies them', async ({
  page,
}) => {
  const desk = await openAs(page, demo.supervisor, clientId);
  const codes = new CodesDialog(page);
  await codes.open();
  await expectAccessible(page, 'codes');
  await codes.chooseHolder(ida.name);
  await expect(codes.standing).toHaveText(codesStrings.noCode);
  await codes.giveReason(why);
  await codes.typeTwice(chosen, 'wobbly lantern soap');
  await expect(codes.repeat).toHaveAccessibleDescription(setCodeStrings.differs);
  await codes.typeTwice(chosen);
  await expect(codes.dialog).toHaveCount(0);
  await codes.open();
  await codes.chooseHolder(ida.name);
  await expect(codes.standing).toContainText(codesStrings.setOn);
  await expect(codes.code).toHaveValue('');
  await codes.close();
  await expectVerdict(desk, clientId, ida.name, chosen.toUpperCase(), 'verified');
});

test('Every authorized contact needs access to a code. Option 1: main code with viewing access: given, and taken again', async ({
  page,
}) => {
  const desk = await openAs(page, demo.supervisor, clientId);
  const codes = new CodesDialog(page);
  for (const [action, verdict] of [
    ['giveAccess', 'verified'],
    ['takeAccess', 'not_verified'],
  ] as const) {
    await codes.open();
    await codes.chooseHolder(ida.name);
    await codes.chooseAction(action);
    await codes.giveReason(why);
    await codes.carryOut(action);
    await codes.close();
    await expectVerdict(desk, clientId, ida.name, mainCode, verdict);
  }
});

test('Word, phrase or random characters; no personal details: a refused code is answered in words for the caller, and never repeated', async ({
  page,
}) => {
  await openAs(page, demo.supervisor, clientId);
  const codes = new CodesDialog(page);
  await codes.open();
  await codes.giveReason(why);
  await codes.code.fill('12 March 1984');
  await expect(codes.code).toHaveAccessibleDescription(codeRefusals.date);
  await codes.code.fill(chosen);
  await expect(codes.code).toHaveAccessibleDescription(setCodeStrings.allowed.strong);
  for (const [refused, reason] of [
    ['kite 42', codeRefusals.too_short],
    ['larsendata1', codeRefusals.account_details],
    ['12 March 1984', codeRefusals.date],
    [anna.code, codeRefusals.not_usable],
  ] as const) {
    await codes.typeTwice(refused);
    await expect(codes.dialog.getByRole('alert')).toContainText(reason);
    await expect(codes.code).toHaveValue('');
    await expect(codes.code).toBeFocused();
    expect(await codes.dialog.textContent()).not.toContain(refused);
  }
  await expectAccessible(page, 'refused code');
});

test('whoever made an account sets its first code in the chat that it is said in', async ({
  page,
}) => {
  await new SignInPage(page).signIn(demo.chatAgent);
  const desk = new DeskPage(page);
  const form = new NewAccountPage(page);
  const codes = new CodesDialog(page);
  await page.getByRole('button', { name: 'New account' }).click();
  await form.chooseCountry('Norway');
  for (const [field, text] of [
    ['name', 'Nora Vik'],
    ['email', 'nora@vik.example'],
    ['phone', '22 41 50 99'],
    ['address1', 'Storgata 1'],
    ['postalCode', '0155'],
    ['city', 'Oslo'],
    ['username', 'noravik'],
  ] as const)
    await form.field(field).fill(text);
  await form.submit.click();
  await form.show.click();
  await expect(desk.caller(/^Nora Vik/)).toBeVisible();
  await codes.open();
  await expect(codes.leave).toContainText('You made this account within the hour');
  await codes.typeTwice(chosen);
  await expect(codes.dialog).toHaveCount(0);
  await expect(desk.account).toContainText('exposed');
  await desk.chooseCaller('Nora Vik');
  await desk.sayCode(chosen);
  await expect(desk.verdict).toHaveAttribute('data-verdict', 'verified');
});
