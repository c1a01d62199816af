import { expectAccessible } from '#test/support/axe.ts';
import { ConnectPage } from '#test/support/pages/connect-page.ts';
import { DeskPage } from '#test/support/pages/desk-page.ts';
import { SetupPage } from '#test/support/pages/setup-page.ts';
import { SignInPage } from '#test/support/pages/sign-in-page.ts';
import { expect, test } from './fixtures.ts';

const first = {
  name: 'Ingrid Vance',
  username: 'ingrid',
  password: 'who verified this caller',
};

test.use({ startsOn: 'empty' });

test('an empty folder: first supervisor, recovery key, two of its words, then sign-in', async ({
  page,
}) => {
  const setup = new SetupPage(page);
  await expect(setup.heading).toBeVisible();
  await new ConnectPage(page).keepItHere();
  await expectAccessible(page, 'set-up: supervisor');

  await setup.beginWith({ ...first, password: 'too short' });
  await expect(setup.heading).toBeVisible();
  await setup.beginWith(first);
  const words = await setup.recoveryWords();
  expect(words).toHaveLength(12);
  await expectAccessible(page, 'set-up: recovery key');

  await setup.keyIsWritten();
  await setup.confirmKey(words.map(() => 'wrong'));
  await expect(page.getByRole('textbox', { name: /^Word \d+$/ }).first()).toBeVisible();
  await setup.confirmKey(words);
  await page.getByRole('radiogroup').waitFor();
  await expectAccessible(page, 'set-up: data');

  await setup.finishWith('empty');
  const signIn = new SignInPage(page);
  await signIn.signIn(first);
  const desk = new DeskPage(page);
  await desk.lookUp('anybody');
  await expect(page.getByText('Nothing matches “anybody”')).toBeVisible();
});
