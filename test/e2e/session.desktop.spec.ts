import { demo } from '#test/support/demo-people.ts';
import { SignInPage } from '#test/support/pages/sign-in-page.ts';
import { expect, test } from './fixtures.ts';

/* A browser is not told of it. */

test('the lock of the operating system locks the desk', async ({ door, page }) => {
  const signIn = new SignInPage(page);
  await signIn.signIn(demo.phoneAgent);
  await door.lockOperatingSystem?.();
  await expect(signIn.lockedHeading).toBeVisible();
});
