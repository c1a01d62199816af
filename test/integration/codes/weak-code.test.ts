import { expect, test } from 'vitest';
import { SecretHasher } from '#main/platform/crypto/secret-hasher.ts';
import { canonicalCode } from '#shared/rules/canonical-code.ts';
import { beginCall, newDesk } from '#test/support/call-desk.ts';
import { atCodes } from '#test/support/codes-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { openStoreOf, testHashCost } from '#test/support/test-desk.ts';

const { anna } = demo.larsen;

/** Gives the owner a code that no policy takes, as an import from elsewhere can. */
async function giveWeakCode(folder: string, accountId: number, contactId: number, code: string) {
  const { store, close, secrets } = await openStoreOf(folder);
  const hasher = new SecretHasher(secrets.peppers, secrets.currentPepperId, testHashCost);
  const { code_salt } = await store
    .selectFrom('account')
    .select('code_salt')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  const { hash, pepperId } = await hasher.hash(canonicalCode(code), code_salt);
  await store
    .updateTable('security_code')
    .set({ hash, pepper_id: pepperId })
    .where('contact_id', '=', contactId)
    .execute();
  await close();
}

test('a code that the policy of today refuses verifies, and is known as weak from then on', async () => {
  const { desk, supervisor, folder } = await newDesk();
  const codes = await atCodes(supervisor);
  const weak = async () =>
    (await codes.view()).contacts.find(({ name }) => name === anna.name)?.own?.weak;
  await giveWeakCode(folder, codes.accountId, codes.idOf(anna.name) ?? 0, 'password1');
  expect(await weak()).toBe(false);
  const call = await beginCall(desk, { contact: anna.name });
  expect(await call.say('Password 1')).toMatchObject({
    codeWeak: true,
    verdict: { kind: 'verified' },
  });
  expect(await weak()).toBe(true);
  expect(await call.view()).toMatchObject({ codeWeak: true });

  await codes.set(anna.name, 'purple kites over Oslo');
  expect(await weak()).toBe(false);
  const next = await beginCall(desk, { contact: anna.name });
  expect(await next.say('purple kites over Oslo')).toMatchObject({ codeWeak: false });
});
