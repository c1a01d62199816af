import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { fillDemoStore } from '#main/hosts/demo-store.ts';
import { contractVersion, contractVersionHeader } from '#shared/contract/version.ts';
import type { Result } from '#shared/result.ts';
import type { DoorKind } from '#test/support/doors/door.ts';
import { demoTemplate, openDoor, recoveryWordsFile, test as setup } from './fixtures.ts';

/** Made once a run and door, from its page, so that each door's own keystore holds the key. */
setup('the demo store is made', async ({ doorKind }) => {
  setup.setTimeout(180_000);
  const door = await openDoor(doorKind, { dataFolder: demoTemplate(doorKind) });
  await fillDemoStore({
    async call(channel, input) {
      const result = await callFromPage(door.page, channel, input);
      if (channel === 'setup.begin' && result.ok) await keepRecoveryWords(doorKind, result.value);
      return result;
    },
  });
  await door.close();
});

/** For tests in which a second program opens the store: another keystore needs the recovery key. */
async function keepRecoveryWords(kind: DoorKind, begun: unknown): Promise<void> {
  const { recoveryWords } = begun as { recoveryWords: readonly string[] };
  await writeFile(recoveryWordsFile(kind), recoveryWords.join(' '));
}

/** Calls as the page's bridge does: through the preload's desk where there is one, else by HTTP. */
function callFromPage(page: Page, channel: string, input: unknown): Promise<Result<unknown>> {
  return page.evaluate(
    async ({ room, name, data, version }) => {
      type Rooms = Record<string, Record<string, (input: unknown) => Promise<Result<unknown>>>>;
      const { desk } = window as unknown as { desk?: Rooms };
      if (desk !== undefined) {
        return desk[room]?.[name]?.(data) as Promise<Result<unknown>>;
      }
      const headers = { 'content-type': 'application/json', ...version };
      const body = JSON.stringify(data);
      const reply = await fetch(`/call/${room}.${name}`, { method: 'POST', headers, body });
      return reply.json();
    },
    {
      room: channel.split('.')[0] ?? '',
      name: channel.split('.')[1] ?? '',
      data: input,
      version: { [contractVersionHeader]: String(contractVersion) },
    },
  );
}
