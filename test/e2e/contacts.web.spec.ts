import { contactsStrings as words } from '#renderer/strings/contacts.ts';
import { editStrings } from '#renderer/strings/edit-account.ts';
import { leaveStrings } from '#renderer/strings/leave.ts';
import { codesStrings } from '#renderer/strings/set-code.ts';
import { expectAccessible } from '#test/support/axe.ts';
import { demo } from '#test/support/demo-people.ts';
import { CodesDialog } from '#test/support/pages/codes-dialog.ts';
import { ContactsDialog } from '#test/support/pages/contacts-dialog.ts';
import { EditDialog } from '#test/support/pages/edit-dialog.ts';
import { expectVerdict, openAs } from './desk-steps.ts';
import { expect, openBesides, test } from './fixtures.ts';

const { anna, per, ida, clientId, mainCode } = demo.larsen;
const chosen = 'wobbly lantern soup';
const why = 'The owner wrote a signed letter';

test('who can be verified: option 1 and option 2 at a glance, and what each changes', async ({
  page,
}) => {
  const desk = await openAs(page, demo.supervisor, clientId);
  const contacts = new ContactsDialog(page);
  const codes = new CodesDialog(page);
  await expect(contacts.byMain).toContainText(anna.name);
  await expect(contacts.byMain).toContainText(per.name);
  await expect(contacts.byOwn).toContainText(anna.name);
  await expect(contacts.byOwn).not.toContainText(per.name);
  await expect(contacts.cannot).toContainText(ida.name);
  await expectAccessible(page, 'account page');

  await contacts.openCannot(ida.name);
  await expect(codes.standing).toHaveText(codesStrings.noCode);
  await codes.close();
  await contacts.open(ida.name, 'giveAccess');
  await contacts.reason.fill(why);
  await contacts.button(codesStrings.actions.giveAccess.button).click();
  await expect(contacts.byMain).toContainText(ida.name);
  await expect(contacts.cannot).toHaveCount(0);
  await expectVerdict(desk, clientId, ida.name, mainCode, 'verified');

  await codes.open();
  await codes.chooseHolder(per.name);
  await codes.giveReason(why);
  await codes.typeTwice(chosen);
  await expect(contacts.byOwn).toContainText(per.name);
  await expectVerdict(desk, clientId, per.name, chosen, 'verified');
  const calls = desk.account.getByRole('region', { name: 'Recent calls' });
  await expect(calls.getByRole('listitem')).toHaveCount(2);
  await expect(calls.getByRole('listitem').first()).toContainText(per.name);
  await expect(calls.getByRole('listitem').first()).toContainText('verified');
});

test('a contact is changed by keyboard alone, and removed for good', async ({ page }) => {
  const { keyboard } = page;
  const desk = await openAs(page, demo.supervisor, clientId);
  const contacts = new ContactsDialog(page);
  await keyboard.press('Tab');
  await expect(async () => {
    await keyboard.press('p');
    await expect(contacts.dialog).toBeVisible({ timeout: 300 });
  }).toPass();
  await contacts.tabTo(contacts.dialog.getByRole('button', { name: words.who }));
  await keyboard.press('Enter');
  await keyboard.type('per');
  await keyboard.press('Enter');
  await contacts.tabTo(contacts.reason);
  await keyboard.type(why);
  await contacts.tabTo(contacts.field('name'));
  await keyboard.type('Per Holm-Dahl');
  await contacts.tabTo(contacts.permission('security'));
  await keyboard.press('Space');
  await contacts.tabTo(contacts.button(words.change));
  await keyboard.press('Enter');
  await expect(contacts.dialog).toHaveCount(0);
  await expect(desk.caller(/^Per Holm-Dahl/)).toContainText('security');

  await contacts.open('Per Holm-Dahl', 'remove');
  await contacts.reason.fill(why);
  await contacts.button(words.remove).click();
  await expect(desk.caller(/^Per Holm/)).toHaveCount(0);
  await expect(contacts.standing).not.toContainText('Per Holm');
});

test('the account is given to another owner, whose main code has to be changed', async ({
  page,
}) => {
  const desk = await openAs(page, demo.supervisor, clientId);
  const contacts = new ContactsDialog(page);
  await desk.chooseCaller(anna.name);
  await desk.sayCode(anna.code);
  await expect(desk.verdict).toHaveAttribute('data-verdict', 'verified');
  await contacts.open(ida.name, 'makeOwner');
  await contacts.leave.getByText(leaveStrings.options.reason).click();
  await contacts.tick('billing');
  await contacts.reason.fill(why);
  await expectAccessible(page, 'another owner');
  await contacts.button(words.makeOwner).click();
  await expect(contacts.dialog).toContainText(words.madeOwner(ida.name));
  await expectAccessible(page, 'another owner, and what is next');
  await contacts.button(words.ownerEmail).click();
  await expect(contacts.dialog).toHaveCount(0);
  const edit = new EditDialog(page);
  await expect(edit.dialog.getByRole('button', { name: editStrings.task })).toContainText(
    editStrings.parts.email.label,
  );
  await page.keyboard.press('Escape');
  await expect(edit.dialog).toHaveCount(0);
  await expect(desk.verdict).toHaveAttribute('data-verdict', 'expired');
  await expect(desk.caller(/^Ida Berg, Owner/)).toBeVisible();
  await expect(desk.caller(/^Anna Larsen, Authorized contact/)).toContainText('billing');
  await expect(contacts.byMain).toContainText(codesStrings.badges.mustChange.once_more);
  await expect(contacts.byMain).not.toContainText(anna.name);
});

test('two people change one contact: the second is told what changed and loses nothing typed', async ({
  doorKind,
  dataFolder,
  page,
}) => {
  await openAs(page, demo.supervisor, clientId);
  const contacts = new ContactsDialog(page);
  await contacts.open(per.name);
  await contacts.reason.fill(why);
  await contacts.field('phone').fill('+47 22 41 50 99');

  const other = await openBesides(doorKind, dataFolder);
  try {
    await openAs(other.page, demo.supervisor, clientId);
    const theirs = new ContactsDialog(other.page);
    await theirs.open(per.name);
    await theirs.reason.fill(why);
    await theirs.tick('security');
    await theirs.button(words.change).click();
    await expect(theirs.dialog).toHaveCount(0);
  } finally {
    await other.close();
  }
  await contacts.button(words.change).click();
  await expect(contacts.dialog.getByRole('alert').first()).toContainText(
    words.conflictFields(words.changedField.permissions),
  );
  await expect(contacts.field('phone')).toHaveValue('+47 22 41 50 99');
  await expect(contacts.permission('security')).toBeChecked();
  await expectAccessible(page, 'changed meanwhile');
  await contacts.button(words.change).click();
  await expect(contacts.dialog).toHaveCount(0);
});
