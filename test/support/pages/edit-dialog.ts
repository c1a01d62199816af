import type { Locator, Page } from '@playwright/test';
import { editStrings as words } from '#renderer/strings/edit-account.ts';
import { leaveStrings } from '#renderer/strings/leave.ts';
import type { EditField } from '#shared/rules/account-fields.ts';
import { Screen } from './screen.ts';

/** The dialogue that edits an account. */
export class EditDialog extends Screen {
  readonly dialog: Locator;
  /** By what right. */
  readonly leave: Locator;
  readonly reason: Locator;
  readonly save: Locator;
  /** What somebody else changed meanwhile. */
  readonly meanwhile: Locator;

  constructor(page: Page) {
    super(page);
    this.dialog = page.getByRole('dialog', { name: /^Edit / });
    this.leave = this.dialog.getByRole('region', { name: leaveStrings.title });
    this.reason = this.leave.getByRole('textbox', { name: leaveStrings.reason });
    this.save = this.dialog.getByRole('button', { name: words.save, exact: true });
    this.meanwhile = this.dialog.getByRole('region', { name: words.meanwhile });
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: words.open }).click();
    await this.dialog.waitFor();
  }

  async close(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Close', exact: true }).click();
    await this.dialog.waitFor({ state: 'detached' });
  }

  /** Opens it, and the details in it, by one's own reason. */
  async openByReason(reason: string): Promise<void> {
    await this.open();
    await this.reason.fill(reason);
    await this.reason.press('Enter');
    await this.field('name').waitFor();
  }

  async chooseTask(label: string): Promise<void> {
    await this.pick(this.dialog.getByRole('button', { name: words.task }), label);
  }

  field(field: EditField): Locator {
    const role = field === 'country' ? 'combobox' : 'textbox';
    return this.dialog.getByRole(role, { name: words.labels[field], exact: true });
  }

  /** Decides on a field that both have changed. */
  async decide(field: EditField, whose: 'mine' | 'theirs'): Promise<void> {
    // The radio itself is out of sight: its row is what is pressed.
    const name = new RegExp(`^${words.labels[field]}: `);
    await this.meanwhile
      .getByRole('radiogroup', { name })
      .getByText(words[whose], { exact: true })
      .click();
  }
}
