import type { Locator, Page } from '@playwright/test';
import { sessionStrings } from '#renderer/strings/session.ts';
import { shellStrings } from '#renderer/strings/shell.ts';

/** What every screen of the desk shares: the page it is on, and its menu. */
export class Screen {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Locks the desk by its menu. */
  async lock(): Promise<void> {
    await this.chooseInMenu(shellStrings.lock);
    await this.page.getByRole('heading', { name: sessionStrings.lockedTitle }).waitFor();
  }

  /** Signs out by the menu and its question. */
  async signOut(): Promise<void> {
    await this.chooseInMenu(shellStrings.signOut);
    const question = this.page.getByRole('alertdialog', { name: shellStrings.signOutTitle });
    await question.getByRole('button', { name: shellStrings.signOut }).click();
    await this.page.getByRole('heading', { name: sessionStrings.signInTitle }).waitFor();
  }

  /** Brings one of the supervisor's views up. */
  async showView(view: 'desk' | 'log' | 'staff'): Promise<void> {
    const views = this.page.getByRole('navigation', { name: shellStrings.views });
    await views.getByRole('button', { name: shellStrings[view] }).click();
  }

  /** Chooses one option of a select, by its label. */
  protected async pick(field: Locator, option: string): Promise<void> {
    await field.click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  protected async chooseInMenu(entry: string): Promise<void> {
    await this.page.getByRole('button', { name: /: menu$/ }).click();
    await this.page.getByRole('menuitem', { name: entry, exact: true }).click();
  }
}
