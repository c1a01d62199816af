import { expect, test } from 'vitest';
import { StoredCodesService } from '#main/codes/stored-codes.service.ts';
import { WaitingCount } from '#main/codes/waiting-count.ts';
import { type HashSetting, SecretHasher } from '#main/platform/crypto/secret-hasher.ts';
import { StoreSeal } from '#main/platform/keystore/store-seal.ts';
import { beginCall, kindOf } from '#test/support/call-desk.ts';
import { byReason } from '#test/support/codes-desk.ts';
import { csv, person } from '#test/support/import/files.ts';
import { newImportRoom } from '#test/support/import/import-room.ts';
import { must, openAccount, openStoreOf, testHashCost } from '#test/support/test-desk.ts';

const clientId = '700001';
const nora = person({ clientId, name: 'Nora Vik' });
const { code: mainCode } = nora;

type ImportRoom = Awaited<ReturnType<typeof newImportRoom>>;

/** Says a code in a call that is ended then. */
async function saying({ desk }: ImportRoom, contact: string, code: string) {
  const call = await beginCall(desk, { clientId, contact });
  const said = await call.say(code);
  await call.end();
  return said;
}

async function codesOf({ supervisor: { desk } }: ImportRoom) {
  const { account } = await openAccount(desk, clientId);
  const codes = must(await desk.codes.view({ accountId: account.accountId }));
  const jon = codes.contacts.find(({ name }) => name === 'Jon Berg');
  return { codes, jon };
}

test.each([
  { first: 'both are hashed', hashed: ['main', 'own'] },
  { first: 'the other is hashed, and it waits', hashed: ['main'] },
  { first: 'both wait', hashed: [] },
])('a code that is another’s on the account is to be changed, when $first', async ({ hashed }) => {
  const room = await newImportRoom();
  await room.take(csv([{ ...nora, contactCode: '' }]));
  if (hashed.includes('main')) await room.hashCodes();
  await room.take(csv([{ ...nora, code: '', contactCode: mainCode }]));
  if (hashed.includes('own')) await room.hashCodes();
  const said = await saying(room, 'Jon Berg', mainCode);
  expect(said).toMatchObject({ codeMustChange: true, verdict: { kind: 'verified' } });
  const grant = said.verdict?.kind === 'verified' ? said.verdict.grant : null;
  expect(grant?.allowed).not.toContain('add-service');
  expect(kindOf(await saying(room, 'Jon Berg', mainCode))).toBe('not_verified');
  await room.hashCodes();
  const { codes, jon } = await codesOf(room);
  expect(jon?.own?.mustChange).toBe('used');
  expect(codes.main?.mustChange).toBe('no');
});

test('a code that is made of what is on file stays known as weak after it has verified', async () => {
  const room = await newImportRoom();
  await room.take(csv([{ ...nora, contactCode: 'Jon Berg 1984' }]));
  expect(await saying(room, 'Jon Berg', 'Jon Berg 1984')).toMatchObject({
    codeWeak: true,
    verdict: { kind: 'verified' },
  });
  expect((await codesOf(room)).jon?.own?.weak).toBe(true);
});

test('a code that is set while the one before it is hashed to be kept stays', async () => {
  const room = await newImportRoom();
  await room.take(csv([nora]));
  const { codes, jon } = await codesOf(room);
  const { accountId, version } = codes;
  const contactId = jon?.contactId ?? 0;
  const { secrets, close } = await openStoreOf(room.folder);
  await close();
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  let goOn = () => {};
  const meanwhile = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  class WaitingHasher extends SecretHasher {
    override async tag(secret: string, setting: HashSetting): Promise<Buffer> {
      begin();
      await meanwhile;
      return super.tag(secret, setting);
    }
  }
  const hasher = new WaitingHasher(secrets.peppers, secrets.currentPepperId, testHashCost);
  const stored = new StoredCodesService({ hasher, seal: new StoreSeal(secrets) });
  const hashing = stored.hashWaiting(room.store, { accountId, contactId }, room.clock.now());
  await begun;
  const code = 'purple kites over Oslo';
  const asked = { accountId, contactId, version, leave: byReason };
  const set = { ...asked, code, repeated: code, ticket: null };
  expect(must(await room.supervisor.desk.codes.set(set)).kind).toBe('set');
  goOn();
  await hashing;
  expect(kindOf(await saying(room, 'Jon Berg', nora.contactCode))).toBe('not_verified');
  expect(kindOf(await saying(room, 'Jon Berg', code))).toBe('verified');
});

test('how long hashing takes is known before the first code of a file is hashed', async () => {
  const room = await newImportRoom();
  const { runId } = await room.dryRun(csv([nora]));
  // This desk's own program hashes none: it only looks on.
  await expect.poll(async () => (await room.files.view(runId)).codes.left).toBeGreaterThan(0);
});

test('codes that wait are counted in pieces, and counts of many remembered for a while', async () => {
  const room = await newImportRoom();
  const { runId } = await room.take(csv([nora, person({ clientId: '700002' })]));
  const some = new WaitingCount(3);
  const all = new WaitingCount(100);
  expect(await some.of(room.store, runId)).toBe(4);
  expect(await all.of(room.store, runId)).toBe(4);
  await saying(room, 'Jon Berg', nora.contactCode);
  expect(await all.of(room.store, runId)).toBe(3);
  await expect.poll(() => some.of(room.store, runId)).toBe(3);
  await room.hashCodes();
  await expect.poll(() => some.of(room.store, runId)).toBe(0);
});
