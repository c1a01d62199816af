import type { Locator, Page } from '@playwright/test';
import { leaveStrings } from '#renderer/strings/leave.ts';
import {
  type CodeAction,
  type CodeSource,
  codesStrings,
  setCodeStrings,
} from '#renderer/strings/set-code.ts';
import { Screen } from './screen.ts';

/** The dialogue about an account's codes. */
export class CodesDialog extends Screen {
  readonly dialog: Locator;
  readonly code: Locator;
  readonly repeat: Locator;
  /** How the chosen code stands. */
  readonly standing: Locator;
  /** By what right. */
  readonly leave: Locator;
  readonly reason: Locator;
  /** A drawn code, as it is read out. */
  readonly sheet: Locator;

  constructor(page: Page) {
    super(page);
    this.dialog = page.getByRole('dialog', { name: /^Security codes of / });
    this.code = this.dialog.getByRole('textbox', { name: setCodeStrings.code });
    this.repeat = this.dialog.getByRole('textbox', { name: setCodeStrings.repeat });
    this.standing = this.dialog.getByRole('region', { name: codesStrings.standing });
    this.leave = this.dialog.getByRole('region', { name: leaveStrings.title });
    this.reason = this.leave.getByRole('textbox', { name: leaveStrings.reason });
    this.sheet = this.dialog.getByRole('list', { name: setCodeStrings.shown });
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: codesStrings.open }).click();
    await this.standing.waitFor();
  }

  async close(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Close' }).click();
    await this.dialog.waitFor({ state: 'detached' });
  }

  /** Chooses a contact by name, or with null the main code. */
  async chooseHolder(contact: string | null): Promise<void> {
    const field = this.dialog.getByRole('button', { name: codesStrings.holder });
    await field.click();
    const option = contact === null ? codesStrings.main : codesStrings.holderOf(contact);
    await this.page.getByRole('option', { name: option }).click();
  }

  async chooseAction(action: CodeAction): Promise<void> {
    const field = this.dialog.getByRole('button', { name: codesStrings.action });
    await this.pick(field, codesStrings.actions[action].label);
  }

  async chooseSource(source: CodeSource): Promise<void> {
    // The radio itself is out of sight: its row is what is pressed.
    await this.dialog.getByText(setCodeStrings.sources[source].label, { exact: true }).click();
  }

  async giveReason(reason: string): Promise<void> {
    await this.reason.fill(reason);
  }

  /** Types a code twice and sends it. */
  async typeTwice(code: string, again = code): Promise<void> {
    await this.code.fill(code);
    await this.repeat.fill(again);
    await this.repeat.press('Enter');
  }

  /** Has a code drawn; gives it as it is shown. */
  async draw(): Promise<string> {
    await this.dialog.getByRole('button', { name: setCodeStrings.draw }).click();
    const parts = this.sheet.locator('[data-shown]');
    await parts.first().waitFor();
    return (await parts.allTextContents()).join(' ');
  }

  async confirmDrawn(): Promise<void> {
    await this.dialog.getByRole('button', { name: setCodeStrings.confirm }).click();
    await this.dialog.waitFor({ state: 'detached' });
  }

  /** Carries out a change that needs leave alone. */
  async carryOut(action: Exclude<CodeAction, 'set'>): Promise<void> {
    await this.dialog
      .getByRole('button', { name: codesStrings.actions[action].button, exact: true })
      .click();
    await this.page.getByText(codesStrings.actions[action].done).first().waitFor();
  }
}
