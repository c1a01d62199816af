import type { Locator } from '@playwright/test';
import { mailSettingsStrings as settings, mailStrings as words } from '#renderer/strings/mail.ts';
import { Screen } from './screen.ts';

/** The outbox and the mail settings, for supervisors. */
export class MailPage extends Screen {
  readonly outbox = this.page.getByRole('grid', { name: words.tableLabel });
  readonly dialog = this.page.getByRole('dialog');
  readonly noServer = this.page.getByText(words.noServer);

  async open(): Promise<void> {
    await this.showView('data');
    await this.page.getByRole('heading', { name: words.title }).waitFor();
  }

  row(name: string | RegExp): Locator {
    return this.outbox.getByRole('row', { name });
  }

  field(name: string): Locator {
    return this.dialog.getByRole('textbox', { name, exact: true });
  }

  /** Opens the settings by their key. */
  async openSettings(): Promise<void> {
    await this.page.keyboard.press('m');
    await this.field(settings.host).waitFor();
  }

  /** Enters the settings of a server on this computer that asks for no sign-in, by keyboard. */
  async enterSettings(port: number): Promise<void> {
    await this.openSettings();
    const { keyboard } = this.page;
    await keyboard.type('127.0.0.1');
    await keyboard.press('Tab');
    await this.field(settings.port).fill(String(port));
    await this.field(settings.fromName).fill('Example Hosting');
    await this.field(settings.fromAddress).fill('portal@hosting.example');
    await this.field(settings.portalAddress).fill('https://portal.hosting.example');
    await keyboard.press('Enter');
    await this.dialog.getByText(settings.testTitle).waitFor();
  }

  /** Sends a test mail with the dialogue of the settings up. */
  async sendTest(to: string): Promise<void> {
    await this.field(settings.testTo).fill(to);
    await this.page.keyboard.press('Enter');
  }

  /** Opens a mail and reads it in full, for a reason; gives its words. */
  async read(row: string | RegExp, reason: string): Promise<string> {
    await this.row(row).click();
    await this.field(words.reason).fill(reason);
    await this.page.keyboard.press('Enter');
    const letter = this.dialog.getByRole('region', { name: words.readTitle });
    await letter.waitFor();
    return (await letter.textContent()) ?? '';
  }
}
