import type { Page } from '@playwright/test';
import { demo } from '#test/support/demo-people.ts';
import type { DoorKind } from '#test/support/doors/door.ts';
import { DeskPage } from '#test/support/pages/desk-page.ts';
import { ImportPage } from '#test/support/pages/import-page.ts';
import { type SignIn, SignInPage } from '#test/support/pages/sign-in-page.ts';
import { expect, openBesides } from './fixtures.ts';

/** Signs in at a page. */
export async function deskOf(page: Page, person: SignIn): Promise<DeskPage> {
  await new SignInPage(page).signIn(person);
  return new DeskPage(page);
}

/** Signs in at a page and opens an account by its Client ID. */
export async function openAs(page: Page, person: SignIn, clientId: string): Promise<DeskPage> {
  const desk = await deskOf(page, person);
  await desk.open(clientId);
  return desk;
}

/** Signs in at a page and opens the list of imports. */
export async function importAs(page: Page, person: SignIn): Promise<ImportPage> {
  await new SignInPage(page).signIn(person);
  const importing = new ImportPage(page);
  await importing.open('import');
  return importing;
}

/** A whole call on the account on screen: who calls, the code they say, and the verdict it has. */
export async function expectVerdict(
  desk: DeskPage,
  clientId: string,
  contact: string,
  code: string,
  verdict: string,
): Promise<void> {
  await desk.chooseCaller(contact);
  await desk.sayCode(code);
  await expect(desk.verdict).toHaveAttribute('data-verdict', verdict);
  await desk.endCall();
  await desk.open(clientId);
}

/** At another desk, the supervisor approves what was asked for on this caller's call. */
export async function approveBesides(
  kind: DoorKind,
  dataFolder: string,
  contact: string,
): Promise<void> {
  const other = await openBesides(kind, dataFolder);
  try {
    await new SignInPage(other.page).signIn(demo.supervisor);
    await new DeskPage(other.page).decideOnCode(contact, 'approve', 'Reached on record');
  } finally {
    await other.close();
  }
}
