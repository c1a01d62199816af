import type { Locator, Page } from '@playwright/test';
import { leaveStrings } from '#renderer/strings/leave.ts';
import { ordersStrings as words } from '#renderer/strings/orders.ts';
import { Screen } from './screen.ts';

/** The dialogue in which an order is noted. */
export class OrderDialog extends Screen {
  readonly dialog: Locator;
  /** Whether a new or a returning customer orders. */
  readonly customers: Locator;
  /** By what right. */
  readonly leave: Locator;
  readonly order: Locator;
  readonly submit: Locator;
  /** What goes into the ticket. */
  readonly note: Locator;
  readonly copy: Locator;
  /** What was ordered before. */
  readonly recent: Locator;

  constructor(page: Page) {
    super(page);
    this.dialog = page.getByRole('dialog', { name: words.title });
    this.customers = this.dialog.getByRole('radiogroup', { name: words.customer });
    this.leave = this.dialog.getByRole('region', { name: leaveStrings.title });
    this.order = this.dialog.getByRole('textbox', { name: words.words });
    this.submit = this.dialog.getByRole('button', { name: words.submit });
    this.note = this.dialog.getByRole('status', { name: words.note.text });
    this.copy = this.dialog.getByRole('button', { name: words.note.copy });
    this.recent = this.dialog.getByRole('region', { name: words.recent });
  }

  customer(which: keyof typeof words.customers): Locator {
    return this.customers.getByRole('radio', { name: words.customers[which].label });
  }
}
