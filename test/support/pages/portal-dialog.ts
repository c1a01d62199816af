import type { Locator, Page } from '@playwright/test';
import { leaveStrings } from '#renderer/strings/leave.ts';
import { portalStrings as words } from '#renderer/strings/portal.ts';
import { Screen } from './screen.ts';

/** The dialogue about the Portal account of the account on screen. */
export class PortalDialog extends Screen {
  readonly dialog: Locator;
  readonly reason: Locator;

  constructor(page: Page) {
    super(page);
    this.dialog = page.getByRole('dialog', { name: /^Portal access of / });
    this.reason = this.dialog.getByRole('textbox', { name: leaveStrings.reason });
  }

  /** Opens it by its key. */
  async open(): Promise<void> {
    await this.page.keyboard.press('l');
    await this.dialog.waitFor();
  }

  /** Chooses what is needed, by the arrow keys. */
  async choose(help: keyof typeof words.helps): Promise<void> {
    const list = this.dialog.getByRole('radiogroup', { name: words.wanted });
    const goal = list.getByRole('radio', { name: words.helps[help] });
    await this.tabTo(list.getByRole('radio', { checked: true }));
    while (!(await goal.isChecked())) await this.page.keyboard.press('ArrowDown');
  }

  /** Gives the reason and sends, by keyboard. */
  async sendFor(reason: string): Promise<void> {
    await this.tabTo(this.reason);
    await this.page.keyboard.type(reason);
    await this.page.keyboard.press('Enter');
  }
}
