import type { Locator } from '@playwright/test';
import { auditStrings } from '#renderer/strings/audit.ts';
import { Screen } from './screen.ts';

export interface LogFilter {
  readonly person?: string;
  readonly clientId?: string;
  /** The action and the outcome by the words of the filter. */
  readonly action?: string;
  readonly outcome?: string;
  readonly time?: keyof typeof auditStrings.times;
}

/** The audit log. */
export class LogPage extends Screen {
  readonly table = this.page.getByRole('grid', { name: auditStrings.list });
  /** The chosen record, with the story of its call. */
  readonly record = this.page.getByRole('complementary', { name: auditStrings.facts });
  readonly story = this.page.getByRole('region', { name: auditStrings.story });
  /** What checking the whole log came to. */
  readonly whole = this.page.getByText(auditStrings.whole);
  readonly broken = this.page.getByText(auditStrings.broken);

  /** Brings the log up with its newest records. */
  async open(): Promise<void> {
    await this.showView('log');
    await this.table.waitFor();
  }

  row(words: string | RegExp): Locator {
    return this.table.getByRole('row', { name: words });
  }

  /** Chooses the newest record in sight with these words. */
  async choose(words: string | RegExp): Promise<void> {
    await this.row(words).first().click();
    await this.record.waitFor();
  }

  /** Sets the filters named; the others stay. */
  async filterBy(filter: LogFilter): Promise<void> {
    const filters = this.page.getByRole('search', { name: auditStrings.filters });
    const select = (label: string) => filters.getByRole('button', { name: label });
    if (filter.person) await this.pick(select(auditStrings.person), filter.person);
    if (filter.clientId !== undefined)
      await filters.getByRole('textbox', { name: auditStrings.account }).fill(filter.clientId);
    if (filter.action) await this.pick(select(auditStrings.action), filter.action);
    if (filter.outcome) await this.pick(select(auditStrings.outcome), filter.outcome);
    if (filter.time) await this.pick(select(auditStrings.time), auditStrings.times[filter.time]);
  }

  async clearFilters(): Promise<void> {
    await this.page.getByRole('button', { name: auditStrings.clearFilters }).click();
  }

  /** Shows the newest records. */
  async refresh(): Promise<void> {
    await this.page.getByRole('button', { name: auditStrings.newer }).click();
  }

  /** Has the whole chain checked; the result is `whole` or `broken`. */
  async check(): Promise<void> {
    await this.page.getByRole('button', { name: auditStrings.check }).click();
    await this.whole.or(this.broken).waitFor();
  }
}
