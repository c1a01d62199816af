import { expectAccessible } from '#test/support/axe.ts';
import { demo } from '#test/support/demo-people.ts';
import { DeskPage } from '#test/support/pages/desk-page.ts';
import { SignInPage } from '#test/support/pages/sign-in-page.ts';
import { StaffPage } from '#test/support/pages/staff-page.ts';
import { expect, openBesides, test } from './fixtures.ts';

const { anna, clientId } = demo.larsen;
const minute = 60_000;
const phoneAgentName = 'Petra Lindqvist';

test('five idle minutes lock the desk: the call goes on, and nothing of it is shown', async ({
  door,
  page,
}) => {
  const signIn = new SignInPage(page);
  await signIn.signIn(demo.phoneAgent);
  const desk = new DeskPage(page);
  await desk.open(clientId);
  await desk.chooseCaller(anna.name);
  await desk.codeField.fill('half a code');
  await door.passTime(5 * minute + 1000);
  await expect(signIn.lockedHeading).toBeVisible();
  await expect(page.locator('body')).not.toContainText(/Larsen|half a code/);
  await expectAccessible(page, 'locked');
  await signIn.unlock('not the password');
  await expect(signIn.refusal).toBeVisible();
  await signIn.unlock(demo.phoneAgent.password);
  await expect(desk.codeField).toHaveValue('');
  await desk.sayCode(anna.code);
  await expect(desk.verdict).toHaveAttribute('data-verdict', 'verified');
});

test('wrong passwords make sign-in wait', async ({ door, page }) => {
  const signIn = new SignInPage(page);
  await expectAccessible(page, 'sign-in');
  for (let tries = 1; tries <= 3; tries++) {
    await signIn.trySignIn({ ...demo.chatAgent, password: 'not the password at all' });
    await expect(signIn.refusal).toBeVisible();
  }
  await signIn.trySignIn(demo.chatAgent);
  await expect(page.getByRole('timer')).toBeVisible();
  await door.passTime(31_000);
  // Nothing on this screen calls by itself: its countdown may run to its own end.
  await expect(page.getByRole('timer')).toHaveCount(0, { timeout: minute });
  await signIn.signIn(demo.chatAgent);
});

test('Password: 12 characters or more, not the username; suggestions: a new colleague chooses their own', async ({
  page,
}) => {
  const signIn = new SignInPage(page);
  await signIn.signIn(demo.supervisor);
  const staff = new StaffPage(page);
  await staff.open();
  await expectAccessible(page, 'staff');
  const colleague = {
    name: 'Noor Haddad',
    username: 'noor',
    role: 'agent',
    worksOn: 'both',
  } as const;
  const first = await staff.add(colleague);
  await staff.signOut();
  await signIn.trySignIn({ username: colleague.username, password: first });
  const own = 'Vivio is gr8! I like it';
  await signIn.changePassword(first, own);
  await expect(new DeskPage(page).lookUpBox).toBeVisible();
});

test('a supervisor ends an agent’s sign-in, and its screen goes to sign-in by itself', async ({
  doorKind,
  dataFolder,
  page,
}) => {
  const signIn = new SignInPage(page);
  await signIn.signIn(demo.phoneAgent);
  const desk = new DeskPage(page);
  await desk.open(clientId);
  await desk.chooseCaller(anna.name);
  await desk.codeField.fill('half a code');

  const other = await openBesides(doorKind, dataFolder);
  try {
    await new SignInPage(other.page).signIn(demo.supervisor);
    const staff = new StaffPage(other.page);
    await staff.open();
    const signedIn = await staff.showSignedIn();
    await expect(signedIn.getByRole('row')).toHaveCount(3);
    await expectAccessible(other.page, 'signed in now');
    await other.page.keyboard.press('w');
    await staff.endSignIn(phoneAgentName, 'Left open at lunch');
    await expect(signedIn.getByRole('row')).toHaveCount(2);

    await expect(signIn.heading).toBeVisible();
    await expect(signIn.ended('colleague')).toBeVisible();
    await expect(page.locator('body')).not.toContainText(/Larsen|half a code/);

    // And the other way round: the list shows who comes, without a hand on it.
    await signIn.signIn(demo.phoneAgent);
    await expect(signedIn.getByRole('row')).toHaveCount(3);
    await expect(desk.codeField).toHaveCount(0);
  } finally {
    await other.close();
  }
});
