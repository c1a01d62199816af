import { setupStrings, storeStrings } from '#renderer/strings/setup.ts';
import { personStrings } from '#renderer/strings/staff.ts';
import { Screen } from './screen.ts';

/** The first start: supervisor, recovery key, its check, data; and the recovery of a store. */
export class SetupPage extends Screen {
  readonly heading = this.page.getByRole('heading', { name: setupStrings.supervisorTitle });

  /** Step 1: the first supervisor. */
  async beginWith(person: { name: string; username: string; password: string }): Promise<void> {
    await this.page.getByRole('textbox', { name: personStrings.name }).fill(person.name);
    await this.page.getByRole('textbox', { name: personStrings.username }).fill(person.username);
    await this.page.getByLabel(setupStrings.password, { exact: true }).fill(person.password);
    await this.page.getByLabel(setupStrings.repeatPassword, { exact: true }).fill(person.password);
    await this.page.getByRole('button', { name: setupStrings.makeKey }).click();
  }

  /** Step 2: the twelve words in order, as they are shown this once. */
  async recoveryWords(): Promise<string[]> {
    const list = this.page.getByRole('list', { name: setupStrings.keyList });
    await list.waitFor();
    const lines = await list.getByRole('listitem').allTextContents();
    return lines.map((line) => line.replace(/^\s*\d+\s*/, '').trim());
  }

  /** Step 2 to 3: the words are written down. */
  async keyIsWritten(): Promise<void> {
    await this.page.getByRole('button', { name: setupStrings.keyWritten }).click();
  }

  /** Step 3: types the two words asked for. */
  async confirmKey(words: readonly string[]): Promise<void> {
    const fields = this.page.getByRole('textbox', { name: /^Word \d+$/ });
    await fields.first().waitFor();
    for (const field of await fields.all()) {
      const label = await field.evaluate(
        (input: HTMLInputElement) => input.labels?.[0]?.textContent,
      );
      await field.fill(words[Number(label?.match(/\d+/)?.[0]) - 1] ?? '');
    }
    await this.page.getByRole('button', { name: setupStrings.confirm, exact: true }).click();
  }

  /** Step 4: makes the store, empty or with demo data. */
  async finishWith(data: 'empty' | 'demo'): Promise<void> {
    const { label } = setupStrings.dataOptions[data];
    // The radio itself is out of sight: its row is what is pressed.
    await this.page.getByText(label, { exact: true }).click();
    await this.page.getByRole('button', { name: setupStrings.finish }).click();
  }

  /** Opens a store whose key is not here, by its twelve words. */
  async recover(words: readonly string[]): Promise<void> {
    await this.page
      .getByRole('textbox', { name: storeStrings.recoveryWords })
      .fill(words.join(' '));
    await this.page.getByRole('button', { name: storeStrings.open }).click();
  }
}
