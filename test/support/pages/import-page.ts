import type { Locator } from '@playwright/test';
import { importStrings as words } from '#renderer/strings/import.ts';
import { columnStrings } from '#renderer/strings/import-columns.ts';
import { DataPage } from './data-page.ts';

/** A file as it is chosen. */
export interface ChosenFile {
  readonly name: string;
  readonly text: string;
}

/** Bringing accounts in from a file. */
export class ImportPage extends DataPage {
  readonly columns = this.page.getByRole('grid', { name: columnStrings.table });
  readonly rows = this.page.getByRole('grid', { name: words.rows.table });
  readonly runs = this.page.getByRole('grid', { name: words.list.table });
  readonly read = this.page.getByRole('button', { name: columnStrings.read });
  readonly reason = this.page.getByRole('textbox', { name: words.ready.reason });
  readonly cancel = this.page.getByRole('button', { name: words.cancel.button });
  /** Asks whether the import is to be given up. */
  readonly question = this.page.getByRole('alertdialog', { name: words.cancel.question });
  readonly saveRefused = this.page.getByRole('button', { name: words.download });

  /** Chooses a file, as the system's dialogue does. */
  async choose({ name, text }: ChosenFile): Promise<void> {
    const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
    await this.page.locator('input[type=file]').setInputFiles(file);
  }

  readonly deleteSource = this.page.getByRole('button', { name: words.source.button });

  /**
   * Puts a file where `pickForDeletion` finds it: in the folder that Chromium keeps for a page, whose
   * files are deleted as those on a disk are. The system's own dialogue can't be driven from here.
   */
  async putOnDisk({ name, text }: ChosenFile): Promise<void> {
    await this.page.evaluate(
      async (file) => {
        const folder = await navigator.storage.getDirectory();
        const handle = await folder.getFileHandle(file.name, { create: true });
        const stream = await handle.createWritable();
        await stream.write(file.text);
        await stream.close();
      },
      { name, text },
    );
  }

  async filesOnDisk(): Promise<string[]> {
    return this.page.evaluate(async () => {
      const names: string[] = [];
      for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
      return names.sort();
    });
  }

  /** Has the source deleted, and picks a file for it in the system's dialogue; null: none. */
  async pickForDeletion(name: string | null): Promise<void> {
    await this.page.evaluate((picked) => {
      Object.assign(window, {
        showOpenFilePicker: async () => {
          if (picked === null) throw new DOMException('Nothing was picked', 'AbortError');
          return [await (await navigator.storage.getDirectory()).getFileHandle(picked)];
        },
      });
    }, name);
    await this.deleteSource.press('Enter');
  }

  /** The row of a column: its first cells, and what it is taken for. */
  column(heading: string): Locator {
    return this.columns.getByRole('row', { name: heading, exact: true });
  }

  /** What a column holds: opens the list of what it can. */
  holds(heading: string): Locator {
    return this.column(heading).getByRole('button');
  }

  /** How an import stands, by its badge. */
  state(name: keyof typeof words.states): Locator {
    return this.page.getByText(words.states[name], { exact: true });
  }

  verdict(name: keyof typeof words.verdicts, count: number): Locator {
    return this.page.getByRole('radio', {
      name: words.verdictTab(words.verdicts[name], count),
      exact: true,
    });
  }
}
