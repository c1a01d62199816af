import type { Locator } from '@playwright/test';
import { newAccountStrings as words } from '#renderer/strings/new-account.ts';
import type { AccountField } from '#shared/rules/account-fields.ts';
import { Screen } from './screen.ts';

/** The form of a new account, and the sheet it ends with. */
export class NewAccountPage extends Screen {
  readonly form = this.page.getByRole('dialog', { name: words.title });
  readonly submit = this.form.getByRole('button', { name: words.submit });
  /** What the client is to be told. */
  readonly instructions = this.page.getByRole('status', { name: words.instructions });
  readonly copy = this.page.getByRole('button', { name: words.copy });
  readonly show = this.page.getByRole('button', { name: words.show });

  field(field: AccountField): Locator {
    const role = field === 'country' ? 'combobox' : 'textbox';
    return this.form.getByRole(role, { name: words.labels[field], exact: true });
  }

  /** Chooses a country by its whole name. */
  async chooseCountry(name: string): Promise<void> {
    await this.field('country').fill(name);
    await this.page.getByRole('option', { name, exact: true }).click();
  }
}
