import type { Locator } from '@playwright/test';
import {
  type ContactAction,
  whoVerifiesStrings,
  contactsStrings as words,
} from '#renderer/strings/contacts.ts';
import { leaveStrings } from '#renderer/strings/leave.ts';
import type { Permission } from '#shared/contract/fields.ts';
import type { ContactField } from '#shared/rules/account-fields.ts';
import { Screen } from './screen.ts';

/** Who can be verified, on the account's page, and the dialogue about its contacts. */
export class ContactsDialog extends Screen {
  readonly standing = this.page.getByRole('region', {
    name: whoVerifiesStrings.heading,
    exact: true,
  });
  readonly byMain = this.standing.getByRole('region', { name: whoVerifiesStrings.option1 });
  readonly byOwn = this.standing.getByRole('region', { name: whoVerifiesStrings.option2 });
  readonly cannot = this.standing.getByRole('region', { name: whoVerifiesStrings.none });
  readonly dialog = this.page.getByRole('dialog', { name: /^Contacts of / });
  /** By what right. */
  readonly leave = this.dialog.getByRole('region', { name: leaveStrings.title });
  readonly reason = this.leave.getByRole('textbox', { name: leaveStrings.reason });

  field(field: ContactField): Locator {
    return this.dialog.getByRole('textbox', { name: words.labels[field], exact: true });
  }

  permission(permission: Permission): Locator {
    return this.dialog.getByRole('checkbox', { name: words.permissionOf[permission] });
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  async openNew(): Promise<void> {
    await this.standing.getByRole('button', { name: whoVerifiesStrings.add }).click();
    await this.dialog.waitFor();
  }

  /** Opens the dialogue at a contact, and chooses what to do. */
  async open(contact: string, action: ContactAction = 'change'): Promise<void> {
    await this.openNew();
    await this.dialog.getByRole('button', { name: words.who }).click();
    await this.page.getByRole('option', { name: contact }).click();
    if (action === 'change') return;
    await this.pick(this.dialog.getByRole('button', { name: words.what }), words.actions[action]);
  }

  /** Presses the name of somebody who can't be verified: the way to a code for them. */
  async openCannot(contact: string): Promise<void> {
    const name = whoVerifiesStrings.giveCode(contact);
    await this.cannot.getByRole('button', { name, exact: true }).click();
  }

  /** Ticks a box, or takes the tick away: the box itself is out of sight, its row is pressed. */
  async tick(permission: Permission): Promise<void> {
    await this.dialog.getByText(words.permissionOf[permission], { exact: true }).click();
  }
}
