import { contactsStrings as words } from '#renderer/strings/contacts.ts';
import { codesStrings } from '#renderer/strings/set-code.ts';
import { expectAccessible } from '#test/support/axe.ts';
import { demo } from '#test/support/demo-people.ts';
import { CodesDialog } from '#test/support/pages/codes-dialog.ts';
import { ContactsDialog } from '#test/support/pages/contacts-dialog.ts';
import { approveBesides, openAs } from './desk-steps.ts';
import { expect, openBesides, test } from './fixtures.ts';

const { anna, per, clientId, mainCode } = demo.larsen;
const why = 'The owner wrote a signed letter';

test('Add an authorized user: on the owner’s call, after a call-back and a supervisor’s approval', async ({
  doorKind,
  dataFolder,
  page,
}) => {
  const desk = await openAs(page, demo.phoneAgent, clientId);
  const contacts = new ContactsDialog(page);
  const codes = new CodesDialog(page);
  await desk.chooseCaller(anna.name);
  await desk.sayCode(anna.code);
  await expect(desk.verdict).toHaveAttribute('data-verdict', 'verified');
  await contacts.openNew();
  await contacts.leave.getByRole('button', { name: 'Show numbers on record' }).click();
  await contacts.leave
    .getByRole('button', { name: /^Reached them on / })
    .first()
    .click();
  await expect(contacts.leave).toContainText('A supervisor has been asked.');
  await contacts.field('name').fill('Ola Vik');
  await contacts.field('email').fill('ola@vik');
  await contacts.field('phone').fill('22 41 50 99');
  await contacts.tick('technical');
  await expectAccessible(page, 'add a contact');

  await approveBesides(doorKind, dataFolder, anna.name);
  await expect(contacts.leave).toContainText('a supervisor approved it');
  await contacts.button(words.add).click();
  await expect(contacts.field('email')).toBeFocused();
  await expect(contacts.field('email')).toHaveAccessibleDescription(/no e-mail address/);
  await contacts.field('email').fill('ola@vik.example');
  await contacts.button(words.add).click();
  await expect(contacts.dialog).toContainText(words.added('Ola Vik'));
  await expectAccessible(page, 'contact added');
  await contacts.button(words.byOwn).click();
  await expect(codes.standing).toHaveText(codesStrings.noCode);
  await codes.close();
  await expect(contacts.cannot).toContainText('Ola Vik');
});

test('a caller whose rights are taken at another desk is verified no more', async ({
  doorKind,
  dataFolder,
  page,
}) => {
  const desk = await openAs(page, demo.phoneAgent, clientId);
  await desk.chooseCaller(per.name);
  await desk.sayCode(mainCode);
  await expect(desk.verdict).toHaveAttribute('data-verdict', 'verified');
  const other = await openBesides(doorKind, dataFolder);
  try {
    await openAs(other.page, demo.supervisor, clientId);
    const theirs = new ContactsDialog(other.page);
    await theirs.open(per.name, 'remove');
    await theirs.reason.fill(why);
    await theirs.button(words.remove).click();
    await expect(theirs.dialog).toHaveCount(0);
  } finally {
    await other.close();
  }
  await expect(desk.verdict).toHaveAttribute('data-verdict', 'expired');
});
