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

/** Opens an account and begins a call with a contact; null is somebody not listed. */
export async function callFrom(
  desk: DeskPage,
  clientId: string,
  contact: string | null,
): Promise<void> {
  await desk.open(clientId);
  await desk.chooseCaller(contact);
}

/** Expects the call's verdict to be this one: see `DeskPage.verdict`. */
export function says(desk: DeskPage, verdict: string): Promise<void> {
  return expect(desk.verdict).toHaveAttribute('data-verdict', verdict);
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
  await says(desk, verdict);
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
