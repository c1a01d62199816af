import type { Locator, Page } from '@playwright/test';
import { noticeStrings } from '#renderer/strings/shell.ts';

/** What the desk says of its way to the backend. */
export class ConnectionStrip {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get slow(): Locator {
    return this.#page.getByRole('status').filter({ hasText: noticeStrings.slow });
  }

  get away(): Locator {
    return this.#page.getByRole('alert').filter({ hasText: noticeStrings.away });
  }

  get otherVersion(): Locator {
    return this.#page.getByRole('alert').filter({ hasText: noticeStrings.otherVersion });
  }

  get noKey(): Locator {
    return this.#page.getByRole('alert').filter({ hasText: noticeStrings.no_key.title });
  }

  /** Does not wait for the next try, and waits for its answer. */
  async tryNow(): Promise<void> {
    await this.#page.getByRole('button', { name: noticeStrings.tryNow }).click();
  }
}
