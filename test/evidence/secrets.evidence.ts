import { join } from 'node:path';
import { mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import type { Store } from '#main/platform/database/schema.ts';
import { openSqliteCopy } from '#main/platform/database/sqlite/open.ts';
import type { Evidence } from '../support/evidence/evidence.ts';
import { Canaries } from '../support/secrets/canaries.ts';
import { walkCodes } from '../support/secrets/codes-flow.ts';
import { addFiles, walkCommandLine } from '../support/secrets/command-line-flow.ts';
import { walkDesk } from '../support/secrets/desk-flow.ts';
import { walkImport } from '../support/secrets/import-flow.ts';
import { walkMail } from '../support/secrets/mail-flow.ts';
import { walkOrders } from '../support/secrets/orders-flow.ts';
import { walkPortal } from '../support/secrets/portal-flow.ts';
import { walkScreen } from '../support/secrets/screen-flow.ts';
import { walkSeam } from '../support/secrets/seam-flow.ts';
import { SecretPlaces } from '../support/secrets/secret-places.ts';
import { openSecretsDesk } from '../support/secrets/secrets-desk.ts';
import { checkSearch } from '../support/secrets/self-check.ts';
import { newColleague, setUp, signInSupervisor } from '../support/secrets/set-up-flow.ts';
import { rowsByTable } from '../support/secrets/store-rows.ts';
import { openStoreOf } from '../support/test-desk.ts';

/** Secrets taken through every path are found nowhere but in the request that carried each. */
export const evidence: Evidence = {
  id: 'secrets',
  title: 'Secrets: canary codes and passwords through every path, searched for everywhere',
  async run({ full, log }) {
    const wanted = full ? 200 : 1;
    const canaries = new Canaries();
    const places = new SecretPlaces();
    const desk = await openSecretsDesk(places, canaries);
    try {
      const supervisor = desk.client();
      const { password, recoveryWords } = await setUp(supervisor, canaries);
      await signInSupervisor(supervisor, password);
      let round = 0;
      do {
        round += 1;
        const username = `agent${round}`;
        const clientId = `${900_000 + round}`;
        const walk = { desk, canaries, supervisor, username, clientId };
        await walkDesk(walk);
        await walkCodes(walk);
        await walkOrders(walk);
        log(`round ${round}: ${canaries.all.length} canaries`);
      } while (canaries.all.length < wanted);
      await walkPortal(desk.dataFolder, supervisor, canaries, places);
      await walkImport(supervisor, canaries);
      await walkMail(supervisor, canaries, places);
      const person = await newColleague(desk.client(), supervisor, canaries, 'sira');
      const carriers = await walkScreen(desk, canaries, places, person);
      log(`the screen: ${canaries.all.length} canaries`);
      const backup = join(desk.dataFolder, '..', 'backup');
      await walkCommandLine(desk.dataFolder, backup, canaries, places);
      await walkSeam(desk.dataFolder, canaries, places, person);

      await addFiles('the data folder in use', desk.dataFolder, places);
      const { store, secrets, close } = await openStoreOf(desk.dataFolder);
      await addRows('the store', store, places);
      await close();
      await desk.stop();
      await addFiles('the data folder at rest', desk.dataFolder, places);
      await addFiles('the browser’s profile', desk.profile, places);
      places.add('output of countersign serve', desk.said());
      const copyFile = join(backup, 'countersign.db');
      const copy = await openSqliteCopy(copyFile, secrets.databaseKey);
      await addRows('the backup', copy.store, places);
      await copy.close();

      const check = await checkSearch(copyFile, secrets.databaseKey);
      const found = [...places.search(canaries.all), ...places.searchOthers(canaries.others)];
      for (const { place, form, path } of found) log(`FOUND in ${place}, ${form}: ${path}`);
      const words = places
        .holding(recoveryForms(recoveryWords))
        .filter((name) => !name.endsWith(' setup.begin'));
      for (const name of words) log(`FOUND the recovery key in ${name}`);
      const once = carriers.filter((count) => count === 1).length;
      return {
        passed:
          found.length === 0 &&
          words.length === 0 &&
          once === carriers.length &&
          check.found === check.planted &&
          canaries.all.length >= wanted,
        facts: {
          'canary codes and passwords': canaries.all.length,
          'drawn codes and card numbers': canaries.others.length,
          paths: new Set([...canaries.all, ...canaries.others].map(({ path }) => path)).size,
          'places searched': places.count,
          'searched (KiB)': Math.round(places.bytes / 1024),
          'places where one was found': new Set(found.map(({ place }) => place)).size,
          'places where the recovery key was found': words.length,
          'secrets typed at the screen, carried by one request each': `${once} of ${carriers.length}`,
          'planted to prove the search, and found': `${check.found} of ${check.planted}`,
        },
        notRun: [
          'A code in a column of a file that holds something else is that to the import, and shown as it.',
          'Reasons that people type are kept on purpose, and so is a secret that somebody types as one.',
        ],
      };
    } finally {
      await desk.close();
    }
  },
};

async function addRows(what: string, store: Store, places: SecretPlaces): Promise<void> {
  for (const [table, bytes] of await rowsByTable(store))
    places.add(`${what}, table ${table}`, bytes);
}

/** The recovery key as text and as the bits behind it. */
function recoveryForms(words: readonly string[]): readonly Buffer[] {
  const entropy = Buffer.from(mnemonicToEntropy(words.join(' '), wordlist));
  return [
    ...[' ', ',', '","', '\n', '-'].map((between) => Buffer.from(words.join(between))),
    entropy,
    Buffer.from(entropy.toString('hex')),
    Buffer.from(entropy.toString('base64').slice(0, 20)),
  ];
}
