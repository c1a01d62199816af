import { importStrings as words } from '#renderer/strings/import.ts';
import { columnStrings, targetLabels } from '#renderer/strings/import-columns.ts';
import { verificationStrings } from '#renderer/strings/verification.ts';
import { expectAccessible } from '#test/support/axe.ts';
import { demo } from '#test/support/demo-people.ts';
import { DeskPage } from '#test/support/pages/desk-page.ts';
import { importAs } from './desk-steps.ts';
import { expect, openBesides, test } from './fixtures.ts';

const headings =
  'ID,First Name,Last Name,Company Name,Email,Address 1,City,Postcode,Country,Phone Number,Phone/Chat Code';
const oldCode = 'Pip 42';
const clients = [
  headings,
  '990101,Åse,Vik,Vik Hosting AS,ase@vik.example,Storgata 1,Oslo,0155,NO,+47 22 41 50 60,blue kettle over Oslo',
  `990102,Max,Mustermann,,max@muster.example,Hauptstr. 5,Berlin,10115,DE,+49 30 25418800,${oldCode}`,
  '990103,=1+1,Evil,,evil@muster.example,Hauptstr. 6,Berlin,10115,DE,,',
].join('\r\n');

test('Formerly Phone/Chat Code; same thing: importer: a billing system’s file brings old codes in, and they verify and ask to be changed', async ({
  door,
  page,
}) => {
  const importing = await importAs(page, demo.supervisor);
  await expect(page.getByText(words.list.none)).toBeVisible();
  await expectAccessible(page, 'imports');
  await importing.choose({ name: 'clients.csv', text: clients });

  const codes = importing.column('Phone/Chat Code');
  await expect(codes).toContainText(columnStrings.characters(oldCode.length));
  await expect(importing.holds('Phone/Chat Code')).toContainText(targetLabels.oldCode);
  await expect(importing.column('Email')).toContainText('max@muster.example');
  await expect(page.getByText(oldCode)).toHaveCount(0);
  await expectAccessible(page, 'columns of an import');
  // All columns are one stop of the Tab key.
  await importing.tabTo(importing.holds('ID'));
  await page.keyboard.press('ArrowDown');
  await expect(importing.holds('First Name')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(importing.columns.locator(':focus')).toHaveCount(0);
  // Whoever was elsewhere meanwhile finds it as it stands.
  await importing.showView('log');
  await importing.open('import');
  await expect(importing.read).toBeEnabled();
  await importing.read.press('Enter');

  await expect(importing.state('ready')).toBeVisible();
  await expect(importing.verdict('refused', 1)).toBeChecked();
  // The button that had the keyboard has gone.
  await expect(page.getByRole('heading', { name: words.runOf(1) })).toBeFocused();
  await expect(importing.rows.getByRole('row', { name: /^4 Column “First Name”/ })).toBeVisible();
  await expectAccessible(page, 'import to be confirmed');
  await importing.cancel.press('Enter');
  await expect(importing.question).toContainText(words.cancel.losses.dryRun(2, 0, 1));
  await expectAccessible(page, 'import to be given up');
  await page.keyboard.press('Enter');
  await expect(importing.cancel).toBeFocused();
  const refused = await door.savedFile(() => importing.saveRefused.press('Enter'));
  expect(refused.text.split('\r\n').slice(0, 2)).toEqual([
    '\ufeff"Line","Column","Why"',
    expect.stringMatching(/^"4","Column “First Name”","It begins like/),
  ]);
  expect(refused.text).not.toContain('1+1');
  await importing.reason.press('Enter');
  await expect(page.getByText(words.ready.reasonMissing)).toBeVisible();
  await page.keyboard.type('Move from the old billing system');
  await page.keyboard.press('Enter');

  await expect(importing.state('applied')).toBeVisible();
  await expect(page.getByText(words.source.title)).toBeVisible();
  await expectAccessible(page, 'import done');

  await importing.showView('desk');
  const desk = new DeskPage(page);
  await desk.open('990102');
  await desk.chooseCaller('Max Mustermann');
  await desk.sayCode('pip-42');
  await expect(desk.verdict).toHaveAttribute('data-verdict', 'verified');
  await expect(desk.call.getByText(verificationStrings.mustChangeNote)).toBeVisible();
});

test('an import is seen and confirmed at another supervisor’s screen, and taken back at the first', async ({
  doorKind,
  dataFolder,
  page,
}) => {
  const importing = await importAs(page, demo.supervisor);
  await importing.choose({ name: 'clients.csv', text: clients });
  await expect(importing.read).toBeEnabled();
  await importing.read.press('Enter');
  await expect(importing.state('ready')).toBeVisible();
  const besides = await openBesides(doorKind, dataFolder);
  try {
    const elsewhere = await importAs(besides.page, demo.supervisor);
    await expect(elsewhere.verdict('new', 2)).toBeVisible();
    await elsewhere.reason.fill('Move from the old billing system');
    await elsewhere.reason.press('Enter');
    await expect(elsewhere.state('applied')).toBeVisible();
  } finally {
    await besides.close();
  }
  await expect(importing.state('applied')).toBeVisible();
  await page.getByRole('button', { name: words.applied.undo }).press('Enter');
  await expectAccessible(page, 'take an import back');
  await page.keyboard.type('It was the wrong file');
  await page.keyboard.press('Enter');
  await expect(importing.state('undone')).toBeVisible();
  await page.getByRole('button', { name: words.back }).press('Enter');
  await expect(importing.runs.getByRole('row', { name: words.states.undone })).toBeVisible();
});

test('the source of an import is deleted once it is picked again, if it is the very same file', async ({
  page,
}) => {
  const importing = await importAs(page, demo.supervisor);
  await importing.choose({ name: 'clients.csv', text: clients });
  await expect(importing.read).toBeEnabled();
  await importing.read.press('Enter');
  await importing.reason.fill('Move from the old billing system');
  await importing.reason.press('Enter');
  await expect(importing.state('applied')).toBeVisible();
  await expect(page.getByText(words.source.byHand)).toHaveCount(0);

  const pick = (name: string | null) => importing.pickForDeletion(name);
  await importing.putOnDisk({ name: 'clients.csv', text: clients });
  await importing.putOnDisk({ name: 'others.csv', text: clients.replace('Vik', 'Bik') });
  await pick(null);
  await expect(importing.deleteSource).toBeEnabled();
  await pick('others.csv');
  await expect(page.getByText(words.source.other)).toBeVisible();
  await expectAccessible(page, 'source of an import');
  expect(await importing.filesOnDisk()).toEqual(['clients.csv', 'others.csv']);
  await pick('clients.csv');
  await expect(page.getByText(words.source.deleted('clients.csv'))).toBeVisible();
  await expect(importing.deleteSource).toHaveCount(0);
  expect(await importing.filesOnDisk()).toEqual(['others.csv']);
});
