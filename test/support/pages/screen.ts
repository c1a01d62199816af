import type { Locator, Page } from '@playwright/test';
import { sessionStrings } from '#renderer/strings/session.ts';
import { shellStrings } from '#renderer/strings/shell.ts';

/** What every screen of the desk shares: the page it is on, and its menu. */
export class Screen {
  readonly page: Page;
  /** What opens the menu of whoever is signed in. */
  readonly menu: Locator;

  constructor(page: Page) {
    this.page = page;
    this.menu = page.getByRole('button', { name: /: menu$/ });
  }

  /** Goes there by the Tab key, as far as a person would. */
  async tabTo(goal: Locator): Promise<void> {
    await goal.waitFor();
    for (let presses = 0; presses < 20; presses++) {
      if (await goal.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error('The Tab key does not lead there.');
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
  async showView(view: 'desk' | 'log' | 'staff' | 'data'): Promise<void> {
    const views = this.page.getByRole('navigation', { name: shellStrings.views });
    await views.getByRole('button', { name: shellStrings[view] }).click();
  }

  /** Chooses one option of a select, by its label. */
  protected async pick(field: Locator, option: string): Promise<void> {
    await field.click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  protected async chooseInMenu(entry: string): Promise<void> {
    await this.menu.click();
    await this.page.getByRole('menuitem', { name: entry, exact: true }).click();
  }
}
