import { expect, type Locator } from '@playwright/test';
import { accountStrings, callerStrings, lookupStrings } from '#renderer/strings/accounts.ts';
import { approvalsStrings } from '#renderer/strings/approvals.ts';
import { guidanceStrings } from '#renderer/strings/guidance.ts';
import { verdictStrings, verificationStrings } from '#renderer/strings/verification.ts';
import { Screen } from './screen.ts';

type GrantList = keyof typeof verdictStrings.lists;

/** The desk: look-up, account, call. */
export class DeskPage extends Screen {
  readonly lookUpBox = this.page.getByRole('combobox', { name: lookupStrings.label });
  readonly results = this.page.getByRole('listbox', { name: lookupStrings.results });
  readonly account = this.page.getByRole('region', { name: accountStrings.panel, exact: true });
  readonly call = this.page.getByRole('region', { name: verificationStrings.panel });
  readonly callers = this.page.getByRole('radiogroup', { name: callerStrings.question });
  readonly requestBox = this.page.getByRole('combobox', { name: verificationStrings.request });
  readonly codeField = this.page.getByRole('textbox', { name: verificationStrings.code });
  /** The verdict; its `data-verdict` says which it is: `verified`, `not_verified`, `wait`, … */
  readonly verdict = this.page.getByRole('region', { name: verdictStrings.region });
  /** The sentence for the caller. */
  readonly wordsToSay = this.call.locator('q');
  /** What callers ask about codes, while it is open. */
  readonly questions = this.page.getByRole('region', { name: guidanceStrings.questions });
  /** The answer that is open. */
  readonly answer = this.questions.locator('q');
  /** The calls in progress, in the top bar. */
  readonly calls = this.page.getByRole('list', { name: verificationStrings.calls });

  question(words: string): Locator {
    return this.questions.getByRole('button', { name: words });
  }

  /** Presses a plain key until it has led there: it is silent for half a second after typing. */
  async pressPlainKey(key: string, goal: Locator): Promise<void> {
    await expect(async () => {
      await this.page.keyboard.press(key);
      await expect(goal).toBeFocused({ timeout: 300 });
    }).toPass();
  }

  /** Types into the look-up; results follow by themselves. */
  async lookUp(query: string): Promise<void> {
    await this.lookUpBox.fill(query);
  }

  result(name: string | RegExp): Locator {
    return this.results.getByRole('option', { name });
  }

  /** Looks up, chooses the best result by Enter and waits for the account. */
  async open(query: string): Promise<void> {
    await this.lookUp(query);
    await this.lookUpBox.press('Enter');
    await this.callers.waitFor();
  }

  caller(name: string | RegExp): Locator {
    return this.callers.getByRole('radio', { name });
  }

  /** Chooses who is calling: the call begins. Null is somebody not listed. */
  async chooseCaller(name: string | null): Promise<void> {
    await this.caller(name ?? callerStrings.notListed).click();
    await this.verdict.waitFor();
  }

  /** Phone or chat, for those who work both and before the call begins. */
  async chooseChannel(channel: 'phone' | 'chat'): Promise<void> {
    // The radio itself is out of sight: its row is what is pressed.
    await this.call.getByText(verificationStrings.channels[channel], { exact: true }).click();
  }

  /** Chooses what the caller asks for, by the catalogue's words. */
  async chooseRequest(label: string): Promise<void> {
    await this.requestBox.fill(label);
    await this.page.getByRole('option', { name: label, exact: true }).click();
  }

  /** Types what is heard and presses Enter. The verdict is still to come. */
  async sayCode(code: string): Promise<void> {
    await this.codeField.fill(code);
    await this.codeField.press('Enter');
  }

  /** Puts a code on the clipboard, as a chat agent does, and pastes it. */
  async pasteCode(code: string): Promise<void> {
    await this.page.evaluate((text) => {
      const source = document.createElement('textarea');
      source.value = text;
      document.body.append(source);
      source.select();
      document.execCommand('copy');
      source.remove();
    }, code);
    await this.codeField.focus();
    await this.codeField.press('ControlOrMeta+v');
  }

  /** What is said under a grant's heading, e.g. `allowed`. */
  grantList(list: GrantList): Locator {
    return this.call.getByRole('region', { name: verdictStrings.lists[list], exact: true });
  }

  async endCall(): Promise<void> {
    const names = new RegExp(`^(${verificationStrings.end}|${verificationStrings.endChat})`);
    await this.call.getByRole('button', { name: names }).click();
    await this.verdict.waitFor({ state: 'detached' });
  }

  /** The call of that place (from 1) in the top bar. */
  chip(place: number): Locator {
    return this.calls.getByRole('button', { name: new RegExp(`^Call ${place}: `) });
  }

  /** The way back from a disabled code: shows the numbers, then asks a supervisor. */
  async askSupervisorAfterCallBack(): Promise<void> {
    await this.verdict.getByRole('button', { name: verdictStrings.showNumbers }).click();
    await this.verdict
      .getByRole('button', { name: /^Reached them on / })
      .first()
      .click();
    await this.verdict.getByText(verdictStrings.asked).waitFor();
  }

  /** A supervisor's list of what waits for a decision. */
  async openApprovals(): Promise<Locator> {
    await this.page.getByRole('button', { name: approvalsStrings.decide, exact: true }).click();
    const dialog = this.page.getByRole('dialog', { name: approvalsStrings.title });
    await dialog.waitFor();
    return dialog;
  }

  /** A supervisor decides on what was asked for a contact after a call-back. */
  async decideOnCode(
    contact: string,
    decision: 'enable' | 'approve' | 'refuse',
    reason: string,
  ): Promise<void> {
    const dialog = await this.openApprovals();
    await dialog.getByRole('button', { name: approvalsStrings.decideFor(contact) }).click();
    await dialog.getByRole('textbox', { name: approvalsStrings.reason }).fill(reason);
    await dialog.getByRole('button', { name: approvalsStrings[decision], exact: true }).click();
    await dialog
      .getByRole('textbox', { name: approvalsStrings.reason })
      .waitFor({ state: 'detached' });
    await this.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }
}
