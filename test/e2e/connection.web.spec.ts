import type { Page } from '@playwright/test';
import { verificationStrings } from '#renderer/strings/verification.ts';
import type { Result } from '#shared/result.ts';
import { expectAccessible } from '#test/support/axe.ts';
import { demo } from '#test/support/demo-people.ts';
import { ConnectionStrip } from '#test/support/pages/connection-strip.ts';
import { DeskPage } from '#test/support/pages/desk-page.ts';
import { SignInPage } from '#test/support/pages/sign-in-page.ts';
import { expect, test } from './fixtures.ts';

/*
 * The browser's way to the backend: slow, away, lost answers, other clocks and versions. The
 * desktop's way to a server is its main process's: test/integration/connection.
 */
const { anna, clientId } = demo.larsen;

/** A call begun with Anna Larsen, at the code. */
async function callWithAnna(page: Page): Promise<DeskPage> {
  await new SignInPage(page).signIn(demo.phoneAgent);
  const desk = new DeskPage(page);
  await desk.open(clientId);
  await desk.chooseCaller(anna.name);
  return desk;
}

/** Answers every call of a channel by this result, once the page has asked. */
async function answer(page: Page, channel: string, result: Result<unknown>): Promise<void> {
  await page.route(`**/call/${channel}`, (route) => route.fulfill({ json: result }));
}

test('while the backend is away nothing typed is lost and nothing is decided; it comes back by itself', async ({
  page,
}) => {
  const desk = await callWithAnna(page);
  const strip = new ConnectionStrip(page);
  await page.context().setOffline(true);
  await desk.sayCode(anna.code);
  await expect(strip.away).toBeVisible();
  await expect(desk.codeField).toHaveValue(anna.code);
  await expect(desk.verdict).not.toHaveAttribute('data-verdict', /verified/);
  await desk.lookUp('Hal');
  await expect(desk.lookUpBox).toHaveValue('Hal');
  await expectAccessible(page, 'away');
  await page.context().setOffline(false);
  await expect(strip.away).toHaveCount(0);
  await expect(desk.results.getByRole('option').first()).toBeVisible();
  await expect(desk.codeField).toHaveValue(anna.code);
  await desk.codeField.press('Enter');
  await expect(desk.verdict).toHaveAttribute('data-verdict', 'verified');
});

test('a person need not wait for the next try', async ({ page }) => {
  await callWithAnna(page);
  const strip = new ConnectionStrip(page);
  await page.context().setOffline(true);
  // Until the pauses are so long that coming back by itself could not be mistaken for the button's.
  await expect(strip.away).toContainText(/0:(1\d|2\d)/, { timeout: 60_000 });
  await page.context().setOffline(false);
  await strip.tryNow();
  await expect(strip.away).toHaveCount(0, { timeout: 4000 });
});

test('a check whose answer is lost is shown as what it came to, and its code is not kept', async ({
  page,
}) => {
  const desk = await callWithAnna(page);
  const strip = new ConnectionStrip(page);
  await page.route('**/call/verification.attempt', async (route) => {
    await route.fetch();
    await page.context().setOffline(true);
    await route.abort();
  });
  await desk.sayCode('not the code at all');
  await expect(strip.away).toBeVisible();
  await expect(desk.codeField).toHaveValue('not the code at all');
  await page.context().setOffline(false);
  await expect(strip.away).toHaveCount(0);
  await expect(desk.codeField).toHaveValue('');
  await expect(desk.call).toContainText(verificationStrings.checkedMeanwhile);
});

test('a code that is sent again shows what its first sending came to, and costs no second try', async ({
  page,
}) => {
  const desk = await callWithAnna(page);
  const internal = { code: 'internal', message: 'Something went wrong.' } as const;
  // The server has checked it, and neither the answer nor a look at the call gets through.
  await page.route('**/call/verification.attempt', async (route) => {
    await route.fetch();
    await route.fulfill({ json: { ok: false, error: internal } });
  });
  await answer(page, 'verification.view', { ok: false, error: internal });
  await desk.sayCode('not the code at all');
  await expect(desk.codeField).toHaveValue('not the code at all');
  await expect(desk.verdict).not.toHaveAttribute('data-verdict', /verified/);
  await page.unrouteAll();
  const sentAgain = page.waitForResponse('**/call/verification.attempt');
  await desk.codeField.press('Enter');
  const answered = await (await sentAgain).json();
  expect(answered).toMatchObject({ ok: false, error: { code: 'conflict' } });
  await expect(desk.verdict).toHaveAttribute('data-verdict', 'not_verified');
  await expect(desk.call).toContainText(verificationStrings.checkedMeanwhile);
  await expect(desk.codeField).toHaveValue('');
  await desk.sayCode(anna.code);
  await expect(desk.verdict).toHaveAttribute('data-verdict', 'verified');
});

test('the word that the machine is locked hides the screen, and the backend hears of it', async ({
  page,
}) => {
  await callWithAnna(page);
  const signIn = new SignInPage(page);
  const told = page.waitForResponse('**/call/session.lock');
  await page.evaluate(() => window.dispatchEvent(new Event('desk-locked')));
  await expect(signIn.lockedHeading).toBeVisible();
  expect(await (await told).json()).toMatchObject({ ok: true });
  await page.reload();
  await expect(signIn.lockedHeading).toBeVisible();
});

test('a password that nobody has judged stays in its field', async ({ page }) => {
  const signIn = new SignInPage(page);
  await signIn.heading.waitFor();
  await page.context().setOffline(true);
  await signIn.trySignIn(demo.phoneAgent);
  await expect(new ConnectionStrip(page).away).toBeVisible();
  await page.context().setOffline(false);
  await expect(new ConnectionStrip(page).away).toHaveCount(0);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(new DeskPage(page).lookUpBox).toBeVisible();
});

test('a desk that was locked while the backend was away stays locked when it is back', async ({
  page,
}) => {
  await callWithAnna(page);
  const strip = new ConnectionStrip(page);
  const signIn = new SignInPage(page);
  await page.context().setOffline(true);
  await page.keyboard.press('Alt+l');
  await expect(signIn.lockedHeading).toBeVisible();
  await expect(strip.away).toBeVisible();
  const told = page.waitForResponse('**/call/session.lock');
  await page.context().setOffline(false);
  const lock = await told;
  expect((await lock.json()).ok).toBe(true);
  await expect(strip.away).toHaveCount(0);
  await expect(signIn.lockedHeading).toBeVisible();
  await page.reload();
  await expect(signIn.lockedHeading).toBeVisible();
  await signIn.unlock(demo.phoneAgent.password);
  await expect(new DeskPage(page).calls).toBeVisible();
});

test('a lock that is owed is not undone by a reload', async ({ page }) => {
  await callWithAnna(page);
  const signIn = new SignInPage(page);
  await answer(page, 'session.lock', {
    ok: false,
    error: { code: 'store_unavailable', message: 'Not now.' },
  });
  await page.keyboard.press('Alt+l');
  await expect(signIn.lockedHeading).toBeVisible();
  await page.unrouteAll();
  await page.reload();
  await expect(signIn.lockedHeading).toBeVisible();
});

test('a lock that the backend always fails at holds, and keeps nobody from signing in anew', async ({
  page,
}) => {
  await callWithAnna(page);
  const signIn = new SignInPage(page);
  await answer(page, 'session.lock', {
    ok: false,
    error: { code: 'internal', message: 'Something went wrong.' },
  });
  await page.keyboard.press('Alt+l');
  await expect(signIn.lockedHeading).toBeVisible();
  await page.reload();
  await expect(signIn.heading).toBeVisible();
  await page.reload();
  await signIn.signIn(demo.phoneAgent);
  await expect(new DeskPage(page).lookUpBox).toBeVisible();
});

test('an answer from before a lock does not unlock the screen', async ({ page }) => {
  await callWithAnna(page);
  const signIn = new SignInPage(page);
  let asked: () => void = () => {};
  let go: () => void = () => {};
  const isAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const released = new Promise<void>((resolve) => {
    go = resolve;
  });
  await page.context().setOffline(true);
  await new DeskPage(page).sayCode('not the code at all');
  await expect(new ConnectionStrip(page).away).toBeVisible();
  await page.route('**/call/session.current', async (route) => {
    const response = await route.fetch();
    asked();
    await released;
    await route.fulfill({ response });
  });
  await page.context().setOffline(false);
  await isAsked;
  await page.keyboard.press('Alt+l');
  await expect(signIn.lockedHeading).toBeVisible();
  // What the lock has the desk ask again must not hide what the late answer does.
  await page.route('**/call/session.current', (route) => route.abort());
  const late = page.waitForResponse('**/call/session.current');
  go();
  await (await late).finished();
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
  await expect(signIn.lockedHeading).toBeVisible();
});

test('a slow answer is said to be slow, and comes', async ({ page }) => {
  const desk = await callWithAnna(page);
  const strip = new ConnectionStrip(page);
  let go: () => void = () => {};
  await page.route('**/call/verification.attempt', async (route) => {
    await new Promise<void>((resolve) => {
      go = resolve;
    });
    await route.continue();
  });
  await desk.sayCode(anna.code);
  await expect(strip.slow).toBeVisible();
  go();
  await expect(desk.verdict).toHaveAttribute('data-verdict', 'verified');
  await expect(strip.slow).toHaveCount(0);
});

test('a server of another version is told, with what to do', async ({ page }) => {
  await callWithAnna(page);
  const strip = new ConnectionStrip(page);
  const message = 'The server is newer than this desk.';
  await answer(page, '*', {
    ok: false,
    error: { code: 'other_version', message, details: { server: 2, app: 1 } },
  });
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(strip.otherVersion).toContainText(message);
  await page.unroute('**/call/*');
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(new DeskPage(page).lookUpBox).toBeVisible();
  await expect(strip.otherVersion).toHaveCount(0);
});

test('a browser whose clock is an hour off signs in and stays in', async ({ page }) => {
  await page.addInitScript(() => {
    const real = Date.now;
    Date.now = () => real() - 3_600_000;
  });
  await page.reload();
  const desk = await callWithAnna(page);
  await desk.sayCode(anna.code);
  await expect(desk.verdict).toHaveAttribute('data-verdict', 'verified');
});

test('a browser that keeps no key says so, instead of a sign-in that could not work', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', { value: undefined });
  });
  await page.reload();
  await expect(new ConnectionStrip(page).noKey).toBeVisible();
  await expectAccessible(page, 'no key');
});

test('the key can’t be taken out of the browser', async ({ page }) => {
  await new SignInPage(page).signIn(demo.phoneAgent);
  const taken = await page.evaluate(async () => {
    const opening = indexedDB.open('countersign');
    await new Promise((resolve) => opening.addEventListener('success', resolve));
    const asking = opening.result.transaction('keys').objectStore('keys').get('device');
    await new Promise((resolve) => asking.addEventListener('success', resolve));
    const { privateKey } = asking.result as CryptoKeyPair;
    return crypto.subtle.exportKey('pkcs8', privateKey).then(
      () => 'taken',
      (error: Error) => error.name,
    );
  });
  expect(taken).toBe('InvalidAccessError');
});

test('another tab hears of a lock at once, and the pulse is taken less often where it is told', async ({
  page,
}) => {
  await new SignInPage(page).signIn(demo.phoneAgent);
  const other = await page.context().newPage();
  const told = other
    .waitForEvent('websocket')
    .then((socket) => socket.waitForEvent('framereceived'));
  await other.goto(new URL('/', page.url()).href);
  await expect(new DeskPage(other).lookUpBox).toBeVisible();
  await told;
  await page.keyboard.press('Alt+l');
  // Its own heartbeat is half a minute away.
  await expect(new SignInPage(other).lockedHeading).toBeVisible({ timeout: 8000 });
  await other.close();
});
