import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '#main/platform/database/sqlite/open.ts';
import { Canaries } from './canaries.ts';
import { forms, SecretPlaces } from './secret-places.ts';
import { rowsByTable } from './store-rows.ts';

/**
 * Whether the search can fail: a canary planted in every form, whole and in part, a card's number in
 * every form, and a canary planted in a row of a copy of the store, are each found. Returns how many
 * of how many.
 */
export async function checkSearch(storeFile: string, key: Buffer) {
  const canaries = new Canaries();
  const secret = canaries.secret('planted', 'none');
  const plants: [string, Buffer][] = Object.entries(forms).flatMap(([form, encode]) => [
    ...encode(canaries.all[0]?.core ?? '').map((bytes): [string, Buffer] => [form, bytes]),
    ...encode(secret.slice(0, 20)).map((bytes): [string, Buffer] => [form, bytes]),
  ]);
  let found = 0;
  for (const [form, bytes] of plants) {
    const places = new SecretPlaces();
    places.add('planted', Buffer.concat([Buffer.from('noise'), bytes, Buffer.from('noise')]));
    if (places.search(canaries.all).some((one) => one.form === form)) found += 1;
  }
  const card = canaries.card('planted');
  for (const [form, encode] of Object.entries(forms)) {
    const places = new SecretPlaces();
    places.add('planted', Buffer.concat([...encode(card)]));
    if (places.searchOthers(canaries.others).some((one) => one.form === form)) found += 1;
  }
  if (await foundInRows(storeFile, key, secret, canaries)) found += 1;
  return { found, planted: plants.length + Object.keys(forms).length + 1 };
}

async function foundInRows(storeFile: string, key: Buffer, secret: string, canaries: Canaries) {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-planted-'));
  try {
    const file = join(folder, 'planted.db');
    await cp(storeFile, file);
    const { store, close } = await openSqliteStore({ file, key });
    await store.insertInto('reason').values({ text: secret, created_at: 1 }).execute();
    const places = new SecretPlaces();
    for (const [table, bytes] of await rowsByTable(store)) places.add(table, bytes);
    await close();
    const here = places.search(canaries.all).filter(({ path }) => path === 'planted');
    return here.length === 1 && here[0]?.place === 'reason';
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
