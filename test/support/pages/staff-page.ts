import type { Locator } from '@playwright/test';
import { signedInStrings } from '#renderer/strings/signed-in.ts';
import { personStrings, staffStrings } from '#renderer/strings/staff.ts';
import { Screen } from './screen.ts';

export interface NewColleague {
  readonly name: string;
  readonly username: string;
  readonly role: keyof typeof staffStrings.roles;
  readonly worksOn: keyof typeof staffStrings.worksOn;
}

/** Colleagues, for supervisors. */
export class StaffPage extends Screen {
  readonly table = this.page.getByRole('grid', { name: staffStrings.tableLabel });
  readonly dialog = this.page.getByRole('dialog');

  async open(): Promise<void> {
    await this.showView('staff');
    await this.table.waitFor();
  }

  row(name: string | RegExp): Locator {
    return this.table.getByRole('row', { name });
  }

  /** Adds a colleague; gives the first password that is shown once. */
  async add({ name, username, role, worksOn }: NewColleague): Promise<string> {
    await this.page.getByRole('button', { name: staffStrings.add }).click();
    await this.dialog.getByRole('textbox', { name: personStrings.name }).fill(name);
    await this.dialog.getByRole('textbox', { name: personStrings.username }).fill(username);
    await this.dialog.getByText(staffStrings.roles[role], { exact: true }).click();
    const works = this.dialog.getByRole('button', { name: staffStrings.worksOnLabel });
    await this.pick(works, staffStrings.worksOn[worksOn]);
    await this.dialog.getByRole('button', { name: staffStrings.addSubmit, exact: true }).click();
    return this.takeFirstPassword();
  }

  /** Draws a first password again; gives it. */
  async resetPassword(name: string): Promise<string> {
    await this.begin(name, staffStrings.reset);
    await this.dialog.getByRole('button', { name: staffStrings.reset, exact: true }).click();
    return this.takeFirstPassword();
  }

  async keepOut(name: string, reason: string): Promise<void> {
    await this.decide(name, staffStrings.keepOut, reason);
  }

  async letIn(name: string, reason: string): Promise<void> {
    await this.decide(name, staffStrings.letIn, reason);
  }

  async liftLimit(name: string, reason: string): Promise<void> {
    await this.decide(name, staffStrings.lift, reason);
  }

  /** Shows who is signed in now, by its key. */
  async showSignedIn(): Promise<Locator> {
    await this.page.keyboard.press('w');
    const table = this.page.getByRole('grid', { name: signedInStrings.tableLabel });
    await table.waitFor();
    return table;
  }

  /** Ends a colleague's sign-in, from the list of those that there are. */
  async endSignIn(name: string, reason: string): Promise<void> {
    const table = await this.showSignedIn();
    await table.getByRole('row', { name }).click();
    await this.dialog.getByRole('textbox', { name: staffStrings.reason }).fill(reason);
    await this.dialog.getByRole('button', { name: signedInStrings.end }).click();
    await this.dialog.waitFor({ state: 'detached' });
  }

  private async begin(name: string, action: string): Promise<void> {
    await this.row(name).click();
    await this.dialog.getByRole('button', { name: `${action}…`, exact: true }).click();
  }

  private async decide(name: string, action: string, reason: string): Promise<void> {
    await this.begin(name, action);
    await this.dialog.getByRole('textbox', { name: staffStrings.reason }).fill(reason);
    await this.dialog.getByRole('button', { name: action, exact: true }).click();
    await this.dialog.waitFor({ state: 'detached' });
  }

  private async takeFirstPassword(): Promise<string> {
    const shown = this.dialog.getByLabel(staffStrings.passwordLabel, { exact: true });
    const password = ((await shown.textContent()) ?? '').trim();
    await this.dialog.getByRole('button', { name: staffStrings.passwordDone }).click();
    await this.dialog.waitFor({ state: 'detached' });
    return password;
  }
}
