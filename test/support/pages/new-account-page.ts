import type { Locator } from '@playwright/test';
import { newAccountStrings as words } from '#renderer/strings/new-account.ts';
import type { AccountField } from '#shared/rules/account-fields.ts';
import { Screen } from './screen.ts';

/** The form of a new account, and the sheet it ends with. */
export class NewAccountPage extends Screen {
  readonly form = this.page.getByRole('form', { name: words.title });
  readonly submit = this.page.getByRole('button', { name: words.submit });
  /** What the client is to be told. */
  readonly instructions = this.page.getByRole('status', { name: words.instructions.text });
  readonly copy = this.page.getByRole('button', { name: words.instructions.copy });
  readonly show = this.page.getByRole('button', { name: words.show });

  /** Fills the form by the keyboard alone, from its first field on, and sends it. */
  async typeAndSend(name: string, username: string): Promise<void> {
    const { keyboard } = this.page;
    const type = async (...texts: readonly string[]) => {
      for (const text of texts) {
        await keyboard.type(text);
        await keyboard.press('Tab');
      }
    };
    await type(name, '', `${username.toLowerCase()}@vik.example`);
    await keyboard.type('Norw');
    await this.page.getByRole('option', { name: 'Norway' }).waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await keyboard.press('Tab');
    await type('22 41 50 99');
    await this.form.getByText('Read as +47 22 41 50 99').waitFor();
    await type('Storgata 1', '', '0155', 'Oslo', '');
    await keyboard.type(username);
    await keyboard.press('Enter');
  }

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
