import type { Page } from '@playwright/test';
import { leaveStrings } from '#renderer/strings/leave.ts';
import { CodesDialog } from '../pages/codes-dialog.ts';
import { DeskPage } from '../pages/desk-page.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import type { Canaries } from './canaries.ts';
import type { SecretPlaces } from './secret-places.ts';
import type { SecretsDesk } from './secrets-desk.ts';
import { addAccount } from './set-up-flow.ts';

/**
 * The real screen in Chromium: signs in wrong and right, looks up, checks codes typed and pasted.
 * Returns how many of the page's requests carried each secret that one request should carry.
 */
export async function walkScreen(
  desk: SecretsDesk,
  canaries: Canaries,
  places: SecretPlaces,
  person: { readonly username: string; readonly password: string },
): Promise<number[]> {
  const { page } = desk;
  const { clientId, codes } = await addAccount(desk.dataFolder, canaries, '990001');
  const signIn = new SignInPage(page);
  const wrong = canaries.secret('a wrong password at the screen', 'session.signIn');
  await page.reload();
  await signIn.trySignIn({ username: person.username, password: wrong });
  await signIn.refusal.waitFor();
  await lookAt(page, places, 'after a wrong password');
  await signIn.signIn(person);

  const view = new DeskPage(page);
  const searched = canaries.secret('a code in the look-up at the screen', 'accounts.search');
  const answered = page.waitForResponse((reply) => reply.url().endsWith('/accounts.search'));
  await view.lookUp(searched);
  await answered;
  await view.open(clientId);
  await view.chooseCaller('Olga Owner');
  const wrongCode = canaries.secret('a wrong code at the screen', 'verification.attempt');
  for (const [code, verdict] of [
    [wrongCode, 'not_verified'],
    [codes.own, 'verified'],
  ] as const) {
    await view.sayCode(code);
    await page.locator(`[data-verdict="${verdict}"]`).waitFor();
    await lookAt(page, places, `after a code that came to ${verdict}`);
  }
  await walkCodesDialog(page, canaries, places);
  await view.endCall();
  await view.lookUp(canaries.card('a card number in the look-up at the screen'));
  await lookAt(page, places, 'after a card number');
  await view.lock();
  await lookAt(page, places, 'locked');
  const unlock = canaries.secret('a wrong password at the locked screen', 'session.unlock');
  await signIn.unlock(unlock);
  await signIn.refusal.waitFor();
  await lookAt(page, places, 'after a wrong password to unlock');
  await desk.screen.settle();
  return [wrong, person.password, wrongCode, codes.own, unlock].map((text) =>
    desk.screen.carriersOf(text),
  );
}

/** Sets the caller's code at the screen, typed twice and then drawn. */
async function walkCodesDialog(page: Page, canaries: Canaries, places: SecretPlaces) {
  const codes = new CodesDialog(page);
  const begin = async () => {
    await codes.open();
    await page.getByText(leaveStrings.options.reason, { exact: true }).click();
    await codes.giveReason('The client came by with an identity card');
  };
  await begin();
  const typed = canaries.secret('a code typed twice at the screen', 'codes.set', 'codes.check');
  await codes.typeTwice(typed);
  await codes.dialog.waitFor({ state: 'detached' });
  await lookAt(page, places, 'after a code that was set');
  await begin();
  await codes.chooseSource('words');
  canaries.drawn('a code drawn at the screen', await codes.draw());
  await codes.confirmDrawn();
  await lookAt(page, places, 'after a code that was drawn');
}

/** Everything a page keeps and shows: its markup, storage, address and history. */
async function lookAt(page: Page, places: SecretPlaces, when: string): Promise<void> {
  const kept = await page.evaluate(async () =>
    JSON.stringify([
      document.documentElement.outerHTML,
      document.cookie,
      location.href,
      history.state,
      { ...localStorage },
      { ...sessionStorage },
      await indexedDB.databases(),
    ]),
  );
  places.add(`the page ${when}`, kept);
}
