import type { Locator } from '@playwright/test';
import { exportStrings } from '#renderer/strings/export.ts';
import { shellStrings } from '#renderer/strings/shell.ts';
import { Screen } from './screen.ts';

/** What goes out of the desk and comes into it, for supervisors. */
export class DataPage extends Screen {
  readonly exportForm = this.page.getByRole('form', { name: exportStrings.form });
  readonly save = this.page.getByRole('button', { name: exportStrings.save });

  /** What brings a part up; checked for the one that is. */
  part(name: keyof typeof shellStrings.dataPart): Locator {
    return this.page.getByRole('radio', { name: shellStrings.dataPart[name] });
  }

  /** Brings a part up. */
  async open(name: keyof typeof shellStrings.dataPart): Promise<void> {
    await this.showView('data');
    await this.part(name).click();
  }
}
